import IRCCore
import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport

/// An IRC client that says what the test tells it to, and shows what came.
@MainActor
final class TestIRCClient {
    let connection = Connection()
    private(set) var bytes: [UInt8] = []
    private(set) var secured: TLSSummary?
    private(set) var end: ConnectionEnd?
    private var isConnected = false
    private let server: LoopbackIRCServer

    init(of server: LoopbackIRCServer) async throws {
        self.server = server
        connection.onEvent = { [weak self] in self?.take($0) }
        connection.connect(to: server.place)
        try await until("connected") { self.isConnected }
        guard server.settings.security == .direct else { return }
        connection.secure(as: TLSClientSettings(serverName: "127.0.0.1", extraRoots: .pem(server.rootPEM)))
        try await until("secured, or the end") { self.secured != nil || self.end != nil }
    }

    private func take(_ event: Connection.Event) {
        switch event {
        case .found, .lookedUp, .writeFinished: break
        case .connected: isConnected = true
        case .secured(let summary): secured = summary
        case .ended(let end): self.end = end
        case .received(let received): bytes += received
        }
    }

    /// What came, line by line, without the server's name in front.
    var lines: [String] {
        let source = ":\(server.settings.name) "
        return bytes.split(separator: 0x0A).map {
            let line = String(decoding: $0.dropLast(), as: UTF8.self)
            return line.hasPrefix(source) ? String(line.dropFirst(source.count)) : line
        }
    }

    /// Forgets what came.
    func turnPage() { bytes = [] }

    func send(_ line: String) {
        connection.write(Array("\(line)\r\n".utf8))
    }

    /// Waits for a line that begins so.
    @discardableResult
    func line(_ beginning: String) async throws -> String {
        try await until(beginning) { self.lines.contains { $0.hasPrefix(beginning) } }
        return try #require(lines.last { $0.hasPrefix(beginning) })
    }

    /// Makes the exchange of SASL; the numeric that the server ended it with.
    func authenticate(
        _ mechanism: SASLMechanism = .scramSHA256, user: String = "alice", password: String = "lantern"
    ) async throws -> String {
        send("CAP REQ :sasl")
        try await line("CAP * ACK")
        let exchange = try SASLExchange(SASLChoice(mechanism), username: user, password: Secret(password))
        send("AUTHENTICATE \(mechanism.rawValue)")
        try await line("AUTHENTICATE +")
        send("AUTHENTICATE \(Base64.encode(try exchange.start()))")
        while !isJudged, mechanism != .plain {
            try await until("a challenge or a verdict") { self.isJudged || self.challenge != nil }
            guard let text = challenge else { break }
            turnPage()
            let answer = Base64.encode(try exchange.step(Base64.decode(text.utf8) ?? []))
            send("AUTHENTICATE \(answer.isEmpty ? "+" : answer)")
            try await until("what follows") { self.isJudged || self.challenge != nil }
        }
        try await until("a verdict") { self.isJudged }
        let verdict = try #require(lines.last)
        if verdict.hasPrefix("903") { try exchange.finish(nil) }
        return String(verdict.prefix(3))
    }

    private var isJudged: Bool { lines.contains { $0.hasPrefix("90") && !$0.hasPrefix("900") } }

    private var challenge: String? {
        lines.last { $0.hasPrefix("AUTHENTICATE ") && $0 != "AUTHENTICATE +" }.map {
            String($0.dropFirst(13))
        }
    }

    /// Signs in without an account, asking for these capabilities.
    func signIn(nick: String = "alice", capabilities: String = "") async throws {
        send("CAP LS 302")
        try await line("CAP * LS")
        if !capabilities.isEmpty {
            send("CAP REQ :\(capabilities)")
            try await line("CAP * ACK")
        }
        send("NICK \(nick)")
        send("USER \(nick) 0 * :\(nick)")
        send("CAP END")
        try await line("376 ")
        turnPage()
    }
}

extension LoopbackIRCServer {
    /// A server with three people, two of them connected.
    static func inhabited(
        _ settings: IRCServerSettings = IRCServerSettings(),
        _ change: (inout IRCServerSettings) -> Void = { _ in }
    ) throws -> LoopbackIRCServer {
        let server = try LoopbackIRCServer(settings: settings.with(change))
        server.setPeople([
            LoopbackNick("bob", realName: "Bob", .here, account: "bob"),
            LoopbackNick("carol", realName: "Carol", .away("back at three")),
            LoopbackNick("dave", realName: "Dave"),
        ])
        return server
    }
}

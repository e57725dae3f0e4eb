import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore

/// A client that says what the test tells it to, and shows what came.
@MainActor
final class TestClient {
    let connection = Connection()
    private(set) var bytes: [UInt8] = []
    private(set) var items: [StreamItem] = []
    private(set) var secured: TLSSummary?
    private(set) var end: ConnectionEnd?
    /// The last step of a sign-in that the server has made.
    var lastHeard: SignInStep?
    private var isConnected = false
    /// Everything as trees, in order.
    private(set) var stanzas: [XMLElement] = []
    private var reader = XMLStream()
    private var treeReader = XMLStream(.trees)
    private let server: LoopbackXMPPServer

    init(of server: LoopbackXMPPServer) async throws {
        self.server = server
        connection.onEvent = { [weak self] in self?.take($0) }
        connection.connect(to: server.place)
        try await until("connected") { self.isConnected }
    }

    private func take(_ event: Connection.Event) {
        switch event {
        case .found, .lookedUp, .writeFinished: break
        case .connected: isConnected = true
        case .secured(let summary): secured = summary
        case .ended(let end): self.end = end
        case .received(let received):
            bytes += received
            _ = reader.parse(received) { item in
                items.append(item)
                return .more
            }
            _ = treeReader.parse(received) { item in
                if case .element(let element) = item { stanzas.append(element) }
                return .more
            }
        }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var elements: [XMLElement] {
        items.compactMap {
            switch $0 {
            case .element(let element): element
            case .opened, .presence, .rosterItem, .blockedItem, .closed: nil
            }
        }
    }

    var presences: [PresenceStanza] {
        items.compactMap {
            switch $0 {
            case .presence(let presence): presence
            case .opened, .element, .rosterItem, .blockedItem, .closed: nil
            }
        }
    }

    var isClosed: Bool {
        items.contains {
            switch $0 {
            case .closed: true
            case .opened, .element, .presence, .rosterItem, .blockedItem: false
            }
        }
    }

    func send(_ text: String) {
        connection.write(Array(text.utf8))
    }

    /// A new stream; what came of the old one is forgotten.
    func open() {
        reader = XMLStream()
        treeReader = XMLStream(.trees)
        stanzas = []
        bytes = []
        items = []
        send(
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
                + "to='\(server.settings.domain)' version='1.0'>")
    }

    func element(_ name: String) async throws -> XMLElement {
        try await until("<\(name)/>") { self.elements.contains { $0.name == name } }
        return try #require(elements.last { $0.name == name })
    }

    func startTLS() {
        connection.secure(
            as: TLSClientSettings(serverName: server.settings.domain, extraRoots: .pem(server.rootPEM)))
    }

    func secure() async throws {
        startTLS()
        try await until("secured") { self.secured != nil }
    }

    /// Opens a stream and gets it encrypted, if the server is so.
    func enterStream() async throws {
        switch server.settings.security {
        case .direct: try await secure()
        case .startTLS:
            open()
            _ = try await element("features")
            send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
            _ = try await element("proceed")
            try await secure()
        case .none: break
        }
        open()
        _ = try await element("features")
    }

    /// Makes the exchange of SASL; what the server said last.
    func authenticate(
        _ mechanism: SASLMechanism = .scramSHA256, user: String = "alice", password: String = "lantern"
    ) async throws -> XMLElement {
        let exchange = try SASLExchange(SASLChoice(mechanism), username: user, password: Secret(password))
        let first = Base64.encode(try exchange.start())
        send("<auth xmlns='\(XMLNamespace.sasl)' mechanism='\(mechanism.rawValue)'>\(first)</auth>")
        if mechanism != .plain {
            try await until("an answer") {
                self.elements.contains { $0.name == "challenge" || $0.name == "failure" }
            }
            guard let challenge = elements.last(where: { $0.name == "challenge" }) else {
                return try await element("failure")
            }
            let answer = try exchange.step(try #require(Base64.decode(challenge.text.utf8)))
            send("<response xmlns='\(XMLNamespace.sasl)'>\(Base64.encode(answer))</response>")
        }
        try await until("a verdict") {
            self.elements.contains { $0.name == "success" || $0.name == "failure" }
        }
        let verdict = try #require(elements.last { $0.name == "success" || $0.name == "failure" })
        if verdict.name == "success" { try exchange.finish(Base64.decode(verdict.text.utf8)) }
        return verdict
    }

    /// Signs in from beginning to end.
    func signIn(_ user: String = "alice", password: String = "lantern", resource: String = "den") async throws
    {
        try await bind(user, password: password, resource: resource)
        send("<iq id='r' type='get'><query xmlns='\(XMLNamespace.roster)'/></iq><presence/>")
        try await until("own presence") { !self.presences.isEmpty }
    }

    /// Gets a session, and says nothing in it.
    func bind(_ user: String = "alice", password: String = "lantern", resource: String = "den") async throws {
        try await enterStream()
        let verdict = try await authenticate(user: user, password: password)
        #expect(verdict.name == "success")
        open()
        _ = try await element("features")
        send(
            "<iq id='b' type='set'><bind xmlns='\(XMLNamespace.bind)'><resource>\(resource)</resource></bind></iq>"
        )
        try await until("bound") { self.elements.contains { $0["id"] == "b" } }
    }

    /// Says what a client says that signs out.
    func signOut() {
        send("<presence type='unavailable'/></stream:stream>")
    }
}

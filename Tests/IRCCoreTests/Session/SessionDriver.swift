import IRCCore
import Testing

/// Holds a session under test, gives it inputs and keeps what it orders.
final class SessionDriver {
    private(set) var session: IRCSession
    private(set) var orders: [IRCOrder] = []

    init(
        mechanisms: [IRCMechanism] = [], watched: [String] = ["bob", "carol"],
        security: IRCSessionConfiguration.Security = .directTLS, away: String? = nil,
        quitText: String = "bye",
        nick: String = "alice", user: String = "alice"
    ) {
        session = IRCSession(
            IRCSessionConfiguration(
                nick: nick, user: user, realName: "", mechanisms: mechanisms, watched: watched,
                security: security,
                away: away, quitText: quitText))
    }

    /// Gives one input and returns what it led to.
    @discardableResult
    func give(_ input: (inout IRCSession) -> [IRCOrder]) -> [IRCOrder] {
        let new = input(&session)
        orders += new
        return new
    }

    /// Reads lines, their ends added.
    @discardableResult
    func read(_ lines: String...) -> [IRCOrder] {
        read(Array(lines.map { $0 + "\r\n" }.joined().utf8))
    }

    @discardableResult
    func read(_ bytes: [UInt8]) -> [IRCOrder] {
        give { session in bytes.withUnsafeBytes { session.received($0) } }
    }

    var events: [IRCEvent] { orders.events }
    var written: String { orders.written }
    var end: IRCEnd? { orders.end }
    func forget() { orders = [] }
}

extension [IRCOrder] {
    var events: [IRCEvent] {
        compactMap { if case .report(let event) = $0 { event } else { nil } }
    }

    var written: String {
        reduce(into: "") { text, order in
            if case .write(let bytes) = order { text += String(decoding: bytes, as: UTF8.self) }
        }
    }

    /// What was written, line by line.
    var lines: [String] {
        written.split(separator: "\r\n").map(String.init)
    }

    var end: IRCEnd? {
        events.lazy.compactMap { if case .ended(let end) = $0 { end } else { nil } }.first
    }

    /// The presences told, by number.
    var presences: [Presence] {
        events.compactMap {
            guard case .presence(let number, let presence) = $0 else { return nil }
            return Presence(number, presence.availability, presence.account)
        }
    }
}

struct Presence: Equatable {
    let number: Int32
    let availability: IRCAvailability
    let account: IRCAccountState

    init(_ number: Int32, _ availability: IRCAvailability, _ account: IRCAccountState = .unknown) {
        self.number = number
        self.availability = availability
        self.account = account
    }
}

/// What servers say on the way in.
enum Server {
    static let modernOffer =
        ":irc.test CAP * LS :account-notify account-tag away-notify batch extended-monitor sasl=PLAIN,SCRAM-SHA-256"
    static let everything = "away-notify account-notify extended-monitor account-tag"
    static let welcome = ":irc.test 001 alice :Welcome"
    static let modernSupport =
        ":irc.test 005 alice MONITOR=30 CASEMAPPING=rfc1459 AWAYLEN=20 :are supported by this server"
    static let endOfMOTD = ":irc.test 376 alice :End"
}

extension SessionDriver {
    func secure() {
        give { $0.connected() }
        give { $0.secured() }
    }

    /// Up to the point where the server's welcome is due, with a server that has these capabilities.
    func untilWelcome(capabilities: String = Server.everything) {
        secure()
        read(":irc.test CAP * LS :\(capabilities)")
        if !capabilities.isEmpty { read(":irc.test CAP * ACK :\(capabilities)") }
    }

    /// A session that is signed in, its orders so far kept or forgotten.
    static func signedIn(
        watched: [String] = ["bob", "carol"], capabilities: String = Server.everything,
        support: String = "MONITOR=30", quitText: String = "bye", away: String? = nil
    ) throws -> SessionDriver {
        let driver = SessionDriver(watched: watched, away: away, quitText: quitText)
        driver.untilWelcome(capabilities: capabilities)
        driver.read(Server.welcome, ":irc.test 005 alice \(support) :are supported by this server")
        driver.read(Server.endOfMOTD)
        try #require(driver.events.contains(.signedIn))
        return driver
    }

    /// Lets the time between questions pass and returns the lines that are written then.
    @discardableResult
    func pace() -> [String] {
        give { $0.timerFired(.pace) }.lines
    }
}

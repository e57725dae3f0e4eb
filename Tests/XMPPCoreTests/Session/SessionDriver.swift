import SASL
import Synchronization
import Testing

@testable import XMPPCore

/// Holds a session under test, gives it inputs and keeps what it orders.
final class SessionDriver {
    private(set) var session: XMPPSession
    private(set) var orders: [XMPPOrder] = []

    /// When everything happens: 2026-11-24 12:00 UTC.
    static let now: Int64 = 1_795_521_600

    init(
        security: XMPPSessionConfiguration.Security = .directTLS, presence: XMPPPresence? = XMPPPresence(),
        ids: [String] = ["b1", "q"], knownRoster: XMPPKnownRoster? = nil, customs: XMPPServerCustoms? = nil,
        clientID: String? = nil, floor: SASLMechanism? = nil, resuming held: XMPPHeldSession? = nil,
        interests: Set<XMPPInterest> = []
    ) throws {
        let source = IDSource(ids)
        session = XMPPSession(
            XMPPSessionConfiguration(
                address: try Addresses.alice(), resource: "probe", security: security, floor: floor,
                presence: presence, interests: interests, knownRoster: knownRoster, customs: customs,
                clientID: clientID, nextID: { source.next() }),
            resuming: held)
    }

    /// What the server holds of it after its end.
    func takeHeld() -> XMPPHeldSession? { session.takeHeld() }

    /// The same, which must be there.
    func whatIsHeld() throws -> XMPPHeldSession {
        let held = takeHeld()
        return try #require(held)
    }

    /// Gives one input and returns what it led to.
    @discardableResult
    func give(_ input: (inout XMPPSession) -> [XMPPOrder]) -> [XMPPOrder] {
        let new = input(&session)
        orders += new
        return new
    }

    @discardableResult
    func read(_ text: String) -> [XMPPOrder] {
        read(Array(text.utf8))
    }

    @discardableResult
    func read(_ bytes: [UInt8]) -> [XMPPOrder] {
        give { session in bytes.withUnsafeBytes { session.received($0, at: Self.now) } }
    }

    var events: [XMPPEvent] { orders.events }
    var written: String { orders.written }
    var end: XMPPEnd? { orders.end }
    func forget() { orders = [] }
}

extension [XMPPOrder] {
    var events: [XMPPEvent] {
        compactMap { if case .report(let event) = $0 { event } else { nil } }
    }

    var written: String {
        reduce(into: "") { text, order in
            if case .write(let bytes) = order { text += String(decoding: bytes, as: UTF8.self) }
        }
    }

    var end: XMPPEnd? {
        events.lazy.compactMap { if case .ended(let end) = $0 { end } else { nil } }.first
    }
}

/// Ids in a fixed order.
final class IDSource: Sendable {
    private let ids: [String]
    private let position = Atomic<Int>(0)

    init(_ ids: [String]) {
        self.ids = ids
    }

    func next() -> String {
        let place = position.add(1, ordering: .relaxed).oldValue
        return place < ids.count ? ids[place] : "later\(place)"
    }
}

enum Addresses {
    static func alice() throws -> JID {
        try #require(JID("alice@porch.test"))
    }
}

/// What an honest server says on the way in.
enum Server {
    static let header =
        "<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams' "
        + "xmlns='jabber:client' from='porch.test' id='s1' version='1.0'>"

    static func features(_ inner: String) -> String {
        "<stream:features>\(inner)</stream:features>"
    }

    static let startTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
    static let proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
    static let bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"

    static let management = "<sm xmlns='urn:xmpp:sm:3'/>"
    static let clientState = "<csi xmlns='urn:xmpp:csi:0'/>"
    static let enabled = "<enabled xmlns='urn:xmpp:sm:3' id='s1' resume='true' max='60'/>"

    /// What it offers beside the binding.
    enum Offer {
        case nothing
        case management
        case clientState

        var feature: String {
            switch self {
            case .nothing: ""
            case .management: Server.management
            case .clientState: Server.clientState
            }
        }
    }

    static func mechanisms(_ names: String...) -> String {
        let all = names.map { "<mechanism>\($0)</mechanism>" }.joined()
        return "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>\(all)</mechanisms>"
    }

    static func sasl(_ name: String, _ text: String = "") -> String {
        "<\(name) xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>\(text)</\(name)>"
    }

    static let bound =
        "<iq type='result' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
        + "<jid>alice@porch.test/probe</jid></bind></iq>"

    /// Bob sees us and we see him; we see Carol; Dave sees us; with Erin nothing is agreed.
    static let roster =
        "<iq type='result' id='q'><query xmlns='jabber:iq:roster'>"
        + "<item jid='bob@porch.test' name='Bob' subscription='both'><group>Friends</group></item>"
        + "<item jid='carol@porch.test' subscription='to'/><item jid='dave@porch.test' subscription='from'/>"
        + "<item jid='erin@porch.test'/></query></iq>"

    static let closingTag = "</stream:stream>"
}

extension SessionDriver {
    /// Up to the point where the server's answer to the first SASL message is due.
    func untilProof() {
        give { $0.connected() }
        give { $0.secured(.tls13) }
        read(Server.header + Server.features(Server.mechanisms("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN")))
        give { $0.saslProduced(Array("n,,n=alice,r=nonce".utf8)) }
    }

    /// The server believes us, and has proved itself.
    func proved() {
        read(Server.sasl("success", "dj1zaWc="))
        give { $0.saslFinished() }
    }

    /// Up to the point where the header of the session's stream is due.
    func untilEntry() {
        untilProof()
        proved()
    }

    /// Up to the point where the answer to the binding is due.
    func untilBinding(offering offer: Server.Offer = .nothing) {
        untilEntry()
        read(Server.header + Server.features(Server.bind + offer.feature))
    }

    /// A session that is signed in, its orders so far forgotten.
    static func signedIn(
        presence: XMPPPresence? = XMPPPresence(), offering offer: Server.Offer = .nothing,
        interests: Set<XMPPInterest> = []
    ) throws -> SessionDriver {
        let driver = try SessionDriver(presence: presence, interests: interests)
        driver.untilBinding(offering: offer)
        driver.read(Server.bound)
        driver.read(Server.roster)
        try #require(driver.events.last == .signedIn)
        driver.forget()
        return driver
    }

    /// A session that the server will hold when its connection breaks; nothing in it is unacknowledged.
    static func managed() throws -> SessionDriver {
        let driver = try SessionDriver()
        driver.untilBinding(offering: .management)
        driver.read(Server.bound + Server.roster + Server.enabled)
        try #require(driver.events.last == .signedIn)
        try #require(driver.session.management?.promise != nil)
        driver.forget()
        return driver
    }
}

extension SecuredChannel {
    /// What an ordinary connection is.
    static let tls13 = SecuredChannel(version: .tls13, bindings: [.tlsExporter])
}

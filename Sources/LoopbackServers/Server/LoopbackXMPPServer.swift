public import Transport
import XMPPCore

/// An XMPP server on 127.0.0.1 for demonstrations and tests: honest or dishonest, as it is told.
///
/// It knows a few accounts, gives each of them the same contact list, and forgets everything with the program. It
/// listens on no other address, and its certificates come from an authority that nobody trusts who was not given
/// its root.
///
/// ```swift
/// let server = try LoopbackXMPPServer(settings: ServerSettings().with { $0.manner = .slow(.seconds(4)) })
/// server.setContacts([LoopbackContact(address: "bob@porchlight.test", name: "Bob", groups: ["Friends"])])
/// // A client connects to server.place and trusts server.rootPEM.
/// ```
@MainActor
public final class LoopbackXMPPServer {
    /// What the server is like, for connections from now on. What was made of them at the start, the certificate and
    /// the sizes of the buffers, stays as it is.
    public private(set) var settings: ServerSettings
    /// Where it listens.
    public let place: HostPort
    /// The root that a client must trust in order to accept the server's certificate, as PEM.
    public let rootPEM: [UInt8]

    /// Called when a client has signed in, and when one that had signed in has signed out or gone.
    public var onClientsChanged: @MainActor () -> Void = {}

    private(set) var domain: Domain
    private let listener: Listener
    private let tls: TLSServerSettings?
    private var connectionCount = 0
    private var living: [Int: ServedConnection] = [:]
    private var past: [Int: ConnectionRecord] = [:]
    /// On which connection each session is.
    private var places: [SessionID: Int] = [:]
    /// The sessions whose connection is lost, with the time that ends them.
    private var held: [SessionID: (session: HeldSession, clock: Timer)] = [:]
    /// People's answers that are due.
    private var answers: [Int: Timer] = [:]
    private var answerCount = 0
    /// What the people whom the server plays have got, in order.
    public private(set) var heard: [HeardStanza] = []

    /// Starts a server under a root of its own, or under a given one.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - readBufferSize: bytes that the system may hold on the way in; nil leaves it to the system.
    /// - Throws: ``LoopbackServerError`` when the system refuses the port, or a name cannot be in a certificate.
    public init(
        settings: ServerSettings = ServerSettings(), authority: ThrowAwayAuthority? = nil, port: UInt16 = 0,
        readBufferSize: Int32? = nil
    ) throws(LoopbackServerError) {
        guard let domain = Domain(settings) else { throw .name(settings.domain) }
        self.settings = settings
        self.domain = domain
        do throws(CertificateError) {
            let issuer: ThrowAwayAuthority
            if let authority { issuer = authority } else { issuer = try ThrowAwayAuthority() }
            rootPEM = issuer.rootPEM
            tls = try Self.identity(for: settings, issuer)
        } catch {
            throw .certificate(error)
        }
        do throws(TransportError) {
            listener = try Listener(
                port: port, readBufferSize: readBufferSize, writeBufferSize: settings.writeBufferSize)
        } catch {
            throw .listening(error)
        }
        place = HostPort(host: "127.0.0.1", port: listener.port)
        listener.onConnection = { [weak self] connection in self?.accept(connection) }
    }

    private static func identity(
        for settings: ServerSettings, _ authority: ThrowAwayAuthority
    ) throws(CertificateError) -> TLSServerSettings? {
        switch settings.security {
        case .none: return nil
        case .startTLS, .direct:
            let name = settings.certificateName ?? settings.domain
            let request = CertificateRequest(names: [.dns(name)], commonName: name)
            return TLSServerSettings(certificate: try authority.issue(request), versions: settings.versions)
        }
    }

    /// What goes wrong at the sign-ins from now on; nil for nothing.
    public var fault: SignInFault? {
        get { settings.fault }
        set { settings.fault = newValue }
    }

    /// How streams are managed of those who connect from now on; whether sessions are held and resumed, of all.
    public var management: ManagementManner {
        get { settings.management }
        set { settings.management = newValue }
    }

    /// How the server behaves at the sign-outs of those who connect from now on.
    public var manner: Manner {
        get { settings.manner }
        set { settings.manner = newValue }
    }

    /// Accepts nothing more, and ends every connection in order.
    public func stop() {
        listener.close()
        for served in connections { served.close() }
    }

    /// The connections so far, in the order in which they came, as far as they are recorded.
    public var records: [ConnectionRecord] {
        (0..<connectionCount).compactMap { living[$0]?.record ?? past[$0] }
    }

    /// How many clients are signed in.
    public var clientCount: Int { living.values.count { $0.isSignedIn } }

    /// The people whom the server plays, as they are now.
    public var contacts: [LoopbackContact] { domain.people.contacts }

    /// The living connections, the oldest first.
    var connections: [ServedConnection] {
        living.sorted { $0.key < $1.key }.map(\.value)
    }

    private func accept(_ connection: Connection) {
        let number = connectionCount
        connectionCount += 1
        living[number] = ServedConnection(
            connection, number: number, settings: settings, tls: tls, server: self)
    }

    /// Who is signed in has changed.
    func clientsChanged() { onClientsChanged() }

    // MARK: The domain

    /// Lets the domain decide something, and does it.
    func decide(_ decision: (inout Domain) -> [DomainOrder]) {
        for order in decision(&domain) { obey(order) }
    }

    private func obey(_ order: DomainOrder) {
        switch order {
        case .deliver(let id, let stanzas):
            if let number = places[id] {
                living[number]?.perform { $0.deliver(stanzas) }
            } else {
                held[id]?.session.stream.sent(stanzas)
            }
        case .answer(let contact, let account, let answer):
            plan(answer) { $0.answered(answer, by: contact, to: account) }
        case .heard(let contact, let stanza):
            switch settings.recording {
            case .nothing: break
            case .everything: heard.append(HeardStanza(contact: contact.description, stanza: stanza))
            }
        }
    }

    private func plan(_ answer: RequestAnswer, _ decision: @escaping (inout Domain) -> [DomainOrder]) {
        let delay: Duration
        switch answer {
        case .ignores: return
        case .accepts(let after), .refuses(let after): delay = after
        }
        answerCount += 1
        let number = answerCount
        answers[number] = Timer(after: delay) { [weak self] in
            self?.answers[number] = nil
            self?.decide(decision)
        }
    }

    // MARK: Sessions

    private static var seconds: Int64 { Monotonic.nanoseconds / 1_000_000_000 }

    private func session(on number: Int) -> SessionID? {
        places.first { $0.value == number }?.key
    }

    /// A client is to be bound.
    func bind(_ user: String, resource: String, on number: Int) -> ClientSession? {
        guard let bound = domain.bind(user, resource: resource) else { return nil }
        places[bound.id] = number
        return ClientSession(id: bound.id, full: bound.full)
    }

    /// A bound client has sent a stanza.
    func submit(_ stanza: XMLElement, from number: Int) {
        guard let id = session(on: number) else { return }
        decide { $0.take(stanza, from: id, at: Self.seconds) }
    }

    /// The client, or the server, has ended the session.
    func endSession(on number: Int) {
        guard let id = session(on: number) else { return }
        end(id)
    }

    private func end(_ id: SessionID) {
        places[id] = nil
        held[id] = nil
        decide { $0.sessionEnded(id, at: Self.seconds) }
    }

    /// A connection is over: its session is held, or ends with it.
    func ended(_ served: ServedConnection) {
        living[served.number] = nil
        switch settings.recording {
        case .nothing: break
        case .everything: past[served.number] = served.record
        }
        if let id = session(on: served.number) {
            if let session = served.holdable, settings.management != .forgets {
                hold(session)
            } else {
                end(id)
            }
        }
        onClientsChanged()
    }

    private func hold(_ session: HeldSession) {
        let id = session.session.id
        places[id] = nil
        held[id] = (
            session: session,
            clock: Timer(after: settings.holdTime) { [weak self] in
                if self?.held[id] != nil { self?.end(id) }
            }
        )
    }

    /// The session of that name, for a new connection; the old one, if it still seems to live, has lost it.
    func takeSession(named token: String, on number: Int) -> HeldSession? {
        if case .refusesToResume = settings.management { return nil }
        let isWanted: (HeldSession) -> Bool = { $0.stream.token?.utf8.elementsEqual(token.utf8) ?? false }
        if let found = held.first(where: { isWanted($0.value.session) }) {
            held[found.key] = nil
            places[found.key] = number
            return found.value.session
        }
        for served in connections {
            guard let session = served.holdable, isWanted(session) else { continue }
            places[session.session.id] = number
            served.perform { $0.superseded() }
            return session
        }
        return nil
    }
}

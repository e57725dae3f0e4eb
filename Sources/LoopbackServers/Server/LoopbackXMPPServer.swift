public import Transport

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

    private(set) var book = ContactBook()
    private let listener: Listener
    private let tls: TLSServerSettings?
    private var connectionCount = 0
    private var living: [Int: ServedConnection] = [:]
    private var past: [Int: ConnectionRecord] = [:]

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
        self.settings = settings
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
            return TLSServerSettings(certificate: try authority.issue(request))
        }
    }

    /// What goes wrong at the sign-ins from now on; nil for nothing.
    public var fault: SignInFault? {
        get { settings.fault }
        set { settings.fault = newValue }
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

    /// The contacts as they are now.
    public var contacts: [LoopbackContact] { book.contacts }

    /// Replaces the contact list; clients that are signed in are not told.
    public func setContacts(_ contacts: [LoopbackContact]) {
        book.contacts = contacts
    }

    /// Lets the contact at this place of the list do something, and tells every client that is signed in.
    public func change(contact place: Int, _ change: ContactChange) {
        guard book.contacts.indices.contains(place) else { return }
        book.contacts[place].apply(change)
        let contact = book.contacts[place]
        for served in connections {
            served.perform { $0.tell(change, of: contact) }
        }
    }

    /// The living connections, the oldest first.
    var connections: [ServedConnection] {
        living.sorted { $0.key < $1.key }.map(\.value)
    }

    private func accept(_ connection: Connection) {
        let number = connectionCount
        connectionCount += 1
        living[number] = ServedConnection(
            connection, number: number, settings: settings, tls: tls,
            contacts: { [weak self] in self?.book ?? ContactBook() },
            onHappening: { [weak self] happening in self?.take(happening, of: number) })
    }

    private func take(_ happening: ServedConnection.Happening, of number: Int) {
        switch happening {
        case .signedIn, .signedOut:
            break
        case .ended:
            let record = living.removeValue(forKey: number)?.record
            switch settings.recording {
            case .nothing: break
            case .everything: past[number] = record
            }
        }
        onClientsChanged()
    }
}

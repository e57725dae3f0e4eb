public import Transport

/// An IRC server on 127.0.0.1 for demonstrations and tests: honest or dishonest, as it is told.
///
/// It has no channels: it knows a few accounts and who has which nick, and forgets everything with the program. It
/// listens on no other address, and its certificates come from an authority that nobody trusts who was not given
/// its root.
@MainActor
public final class LoopbackIRCServer {
    /// What the server is like, for connections from now on. What was made of them at the start, the certificate,
    /// stays as it is.
    public private(set) var settings: IRCServerSettings
    /// Where it listens.
    public let place: HostPort
    /// The root that a client must trust in order to accept the server's certificate, as PEM.
    public let rootPEM: [UInt8]

    /// Called when a client has signed in, and when one that had signed in has signed out or gone.
    public var onClientsChanged: @MainActor () -> Void = {}

    private var book = NickBook()
    private let listener: Listener
    private let tls: TLSServerSettings?
    private var connectionCount = 0
    private var living: [Int: ServedIRCConnection] = [:]
    private var past: [Int: IRCConnectionRecord] = [:]

    /// Starts a server under a root of its own, or under a given one.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - readBufferSize: bytes that the system may hold on the way in; nil leaves it to the system.
    /// - Throws: ``LoopbackServerError`` when the system refuses the port, or a name cannot be in a certificate.
    public init(
        settings: IRCServerSettings = IRCServerSettings(), authority: ThrowAwayAuthority? = nil,
        port: UInt16 = 0, readBufferSize: Int32? = nil
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
            listener = try Listener(port: port, readBufferSize: readBufferSize)
        } catch {
            throw .listening(error)
        }
        place = HostPort(host: "127.0.0.1", port: listener.port)
        listener.onConnection = { [weak self] connection in self?.accept(connection) }
    }

    private static func identity(
        for settings: IRCServerSettings, _ authority: ThrowAwayAuthority
    ) throws(CertificateError) -> TLSServerSettings? {
        switch settings.security {
        case .none: return nil
        case .direct:
            let names: [CertificateRequest.Name] =
                settings.certificateName.map { [.dns($0)] } ?? [.address("127.0.0.1"), .dns(settings.name)]
            let request = CertificateRequest(names: names, commonName: settings.name)
            return TLSServerSettings(
                certificate: try authority.issue(request), versions: settings.versions,
                clientCertificates: settings.accountKeys.isEmpty ? .unwanted : .asked)
        }
    }

    /// What goes wrong at the sign-ins from now on; nil for nothing.
    public var fault: IRCSignInFault? {
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
    public var records: [IRCConnectionRecord] {
        (0..<connectionCount).compactMap { living[$0]?.record ?? past[$0] }
    }

    /// How many clients are signed in.
    public var clientCount: Int { living.values.count { $0.isSignedIn } }

    /// The people as they are now.
    public var people: [LoopbackNick] { book.people }

    /// Replaces the people; clients that are signed in are not told.
    public func setPeople(_ people: [LoopbackNick]) {
        book.people = people
    }

    /// Lets the person at this place of the list do something, and tells every client that watches.
    public func change(person place: Int, _ change: NickChange) {
        guard book.people.indices.contains(place) else { return }
        let before = book.people[place]
        book.people[place].apply(change)
        let after = book.people[place]
        for served in connections {
            served.perform { $0.tell(change, of: after, before: before) }
        }
    }

    /// The living connections, the oldest first.
    var connections: [ServedIRCConnection] {
        living.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Everybody, the clients besides the one with this number included.
    private func book(besides number: Int) -> NickBook {
        var book = book
        book.people += living.filter { $0.key != number }.values.compactMap(\.nick).map {
            LoopbackNick($0, .here)
        }
        return book
    }

    private func accept(_ connection: Connection) {
        let number = connectionCount
        connectionCount += 1
        living[number] = ServedIRCConnection(
            connection, number: number, settings: settings, tls: tls,
            nicks: { [weak self] in self?.book(besides: number) ?? NickBook() },
            onHappening: { [weak self] happening in self?.take(happening, of: number) })
    }

    private func take(_ happening: ServedIRCConnection.Happening, of number: Int) {
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

public import Messenger
import SASL
public import Transport

/// What is the same in every service that lives on one connection: a session for each sign-in, orders to the one that
/// runs, events of the one that runs.
@MainActor
public final class StreamShell<Core: StreamCore & ~Copyable> {
    /// Where to tell what happened.
    public var onEvent: @MainActor (SessionNumber, ServiceEvent) -> Void = { _, _ in }

    /// What is known of the contact list from earlier.
    public var knownContacts: @MainActor () -> KnownContacts? = { nil }

    /// Where to tell which servers a domain has; they are tried in this order.
    public var onServersFound: @MainActor ([ServicePlace]) -> Void = { _ in }

    /// Called again and again while much comes from the server: here those have their turn who should not wait for the end
    /// of it, such as whoever has pressed a key.
    public var letOthersGoFirst: @MainActor () -> Void = {}

    private let destination: Destination
    private let nameServers: NameServers
    private let username: String
    private let limits: TimeLimits
    private let password: PasswordSource?
    private let trust: AccountTrust
    private let makeCore: @MainActor (OwnPresence, KnownContacts?) -> Core
    /// The running session; nil when there is none, and then nothing of it is left: no connection, no timer.
    private(set) var run: StreamRun<Core>?
    /// Asks for the password; cancelled when nobody wants it any more.
    private var asking: Task<Void, Never>?

    /// A shell, signed out.
    ///
    /// - Parameters:
    ///   - destination: Where to connect.
    ///   - nameServers: Who is asked where that is.
    ///   - username: Whose password is proved.
    ///   - password: Asked at each sign-in, before anything is sent; nil when there is none to prove.
    ///   - trust: Told when the password was proved.
    ///   - makeCore: Makes the session of a sign-in that is to show this presence, with what is known of the contacts.
    public init(
        destination: Destination, nameServers: NameServers, username: String, limits: TimeLimits,
        password: PasswordSource?, trust: AccountTrust = AccountTrust(),
        makeCore: @escaping @MainActor (OwnPresence, KnownContacts?) -> Core
    ) {
        self.destination = destination
        self.nameServers = nameServers
        self.username = username
        self.limits = limits
        self.password = password
        self.trust = trust
        self.makeCore = makeCore
    }

    /// Does as ordered. Orders for another session than the running one are void.
    public func perform(_ order: ServiceOrder) {
        switch order {
        case .signIn(let session, let presence): begin(session, presence)
        case .signOut(let session): running(session)?.take(.signOutRequested)
        case .setPresence(let session, let presence): running(session)?.take(.presenceRequested(presence))
        case .checkLink(let session): running(session)?.take(.linkSuspected)
        case .request(let session, let request): running(session)?.take(.contactRequested(request))
        case .setAttention(let session, let attention): running(session)?.take(.attentionChanged(attention))
        case .close(let session):
            guard let closed = running(session) else { return }
            asking?.cancel()
            closed.close()
            run = nil
        }
    }

    private func begin(_ session: SessionNumber, _ presence: OwnPresence) {
        asking?.cancel()
        run?.close()
        let connection = Connection(nameServers: nameServers)
        connection.letOthersGoFirst = letOthersGoFirst
        let run = StreamRun(
            session, core: makeCore(presence, knownContacts()), limits: limits, connection: connection,
            onServersFound: { [weak self] in self?.onServersFound($0) }, trust: trust
        ) { [weak self] event in
            self?.tell(session, event)
        }
        self.run = run
        let destination = destination
        let username = username
        asking = Task { [weak run, password] in
            let answer = await password?() ?? .success(Secret(""))
            run?.start(at: destination, as: username, with: answer)
        }
    }

    private func running(_ session: SessionNumber) -> StreamRun<Core>? {
        run?.session == session ? run : nil
    }

    private func tell(_ session: SessionNumber, _ event: ServiceEvent) {
        if case .ended = event, run?.session == session { run = nil }
        onEvent(session, event)
    }
}

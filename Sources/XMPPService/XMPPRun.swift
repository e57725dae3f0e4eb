import Messenger
import SASL
import Transport
import XMPPCore

/// One session from the wish to sign in to its end: the shell around one ``XMPPCore/XMPPSession``.
///
/// It owns the core, the connection and the queue between them, feeds the core in order, and obeys.
@MainActor
final class XMPPRun {
    let session: SessionNumber

    private let account: XMPPAccount
    private let limits: XMPPTimeLimits
    private let tell: @MainActor (ServiceEvent) -> Void
    private let connection = Connection()
    private var core: XMPPSession
    private var exchange: PasswordExchange?
    private var stepTimer: Timer?
    private var signInTimer: Timer?
    private var stage = Stage.waitingForPassword
    private var inputs: [(inout XMPPSession) -> [XMPPOrder]] = []
    private var loop = Loop.idle

    private enum Stage {
        case waitingForPassword
        case running(password: String)
        case over
    }

    private enum Loop {
        case idle
        case running
    }

    init(
        _ session: SessionNumber, account: XMPPAccount, limits: XMPPTimeLimits, presence: OwnPresence,
        tell: @escaping @MainActor (ServiceEvent) -> Void
    ) {
        self.session = session
        self.account = account
        self.limits = limits
        self.tell = tell
        core = XMPPSession(
            XMPPSessionConfiguration(
                address: account.address, resource: RandomName.resource, security: account.security,
                presence: XMPPPresence(presence), nextID: { RandomName.stanzaID }))
    }

    // MARK: What the service wants

    func start(with password: Result<String, PasswordUnavailable>) {
        guard case .waitingForPassword = stage else { return }
        switch password {
        case .failure(let failure):
            stage = .over
            tell(.ended(.failed(SessionEnd(reason: failure.reason, remedy: failure.remedy))))
        case .success(let password):
            stage = .running(password: password)
            connection.onEvent = { [weak self] in self?.take($0) }
            signInTimer = Timer(after: limits.signIn) { [weak self] in self?.feed { $0.stepTimedOut() } }
            connection.connect(to: account.place)
        }
    }

    func signOut() {
        feed { $0.signOutRequested() }
    }

    func show(_ presence: OwnPresence) {
        feed { $0.presenceRequested(XMPPPresence(presence)) }
    }

    /// Ends everything at once and tells nothing.
    func close() {
        stage = .over
        stepTimer = nil
        signInTimer = nil
        exchange = nil
        connection.close()
    }

    // MARK: What the connection tells

    private func take(_ event: Connection.Event) {
        switch event {
        case .lookedUp: tell(.progressed(.connecting))
        case .connected: feed { $0.connected() }
        case .secured: feed { $0.secured() }
        case .received(let bytes): feed { $0.received(bytes) }
        case .writeFinished: feed { $0.writeFinished() }
        case .ended(let end): feed { $0.ended(XMPPConnectionEnd(end)) }
        }
    }

    private func secure() {
        let alpn = account.security == .directTLS ? ["xmpp-client"] : []
        connection.secure(
            as: TLSClientSettings(
                serverName: account.address.domain, serviceName: "xmpp-client",
                extraRoots: account.extraRoots,
                alpn: alpn))
    }

    // MARK: The loop

    /// Takes the inputs one after another: what an order brings about waits until the orders before it are done.
    ///
    /// Received bytes are only lent to us; they come from the main queue alone, never from within an order, so
    /// they are always taken before this returns.
    private func feed(_ input: @escaping (inout XMPPSession) -> [XMPPOrder]) {
        inputs.append(input)
        guard case .idle = loop else { return }
        loop = .running
        while !inputs.isEmpty, case .running = stage {
            let input = inputs.removeFirst()
            for order in input(&core) { obey(order) }
        }
        inputs = []
        loop = .idle
    }

    private func obey(_ order: XMPPOrder) {
        guard case .running(let password) = stage else { return }
        switch order {
        case .write(let bytes): connection.write(bytes)
        case .startTLS: secure()
        case .beginSASL(let mechanism): beginExchange(mechanism, password)
        case .stepSASL(let challenge):
            exchange?.step(challenge) { [weak self] result in self?.exchanged(result) }
        case .finishSASL(let data):
            exchange?.finish(data) { [weak self] result in self?.finished(result) }
        case .restartStepTimer:
            stepTimer = Timer(after: limits.step) { [weak self] in self?.feed { $0.stepTimedOut() } }
        case .stopStepTimer: stepTimer = nil
        case .report(let event): report(event)
        case .close: close()
        }
    }

    private func report(_ event: XMPPEvent) {
        if case .signedIn = event { signInTimer = nil }
        if let event = ServiceEvent(event) { tell(event) }
    }

    // MARK: Proving the password

    private func beginExchange(_ mechanism: SASLMechanism, _ password: String) {
        switch PasswordExchange.make(mechanism, username: account.address.local, password: password) {
        case .failure(let failure): feed { $0.saslFailed(failure) }
        case .success(let exchange):
            self.exchange = exchange
            exchange.start { [weak self] result in self?.exchanged(result) }
        }
    }

    private func exchanged(_ result: Result<[UInt8], SASLFailure>) {
        switch result {
        case .success(let message): feed { $0.saslProduced(message) }
        case .failure(let failure): feed { $0.saslFailed(failure) }
        }
    }

    private func finished(_ result: Result<[UInt8], SASLFailure>) {
        exchange = nil
        switch result {
        case .success: feed { $0.saslFinished() }
        case .failure(let failure): feed { $0.saslFailed(failure) }
        }
    }
}

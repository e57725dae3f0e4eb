import Messenger
import SASL
import Transport

/// One session from the wish to sign in to its end: it owns the core, the connection and the queue between them, feeds
/// the core in order, and obeys.
@MainActor
final class StreamRun<Core: StreamCore & ~Copyable> {
    let session: SessionNumber

    private let limits: TimeLimits
    private let tell: @MainActor (ServiceEvent) -> Void
    private let trust: AccountTrust
    private let connection: Connection
    private let onServersFound: @MainActor ([ServicePlace]) -> Void
    private var core: Core
    private var exchange: PasswordExchange?
    private var stepTimer: Timer?
    private var signInTimer: Timer?
    private var timers: [StreamTimer: Timer] = [:]
    /// When bytes came last; nil before the first.
    private var lastHeard: Moment?
    /// What a person may allow about how the connection ended.
    private var consent: Consent?
    private var stage = Stage.waitingForPassword
    private var inputs: [StreamInput] = []
    private var loop = Loop.idle

    private enum Stage {
        case waitingForPassword
        case running
        case over
    }

    /// Kept until the exchange has been given them, and no longer.
    private var credentials: Credentials?

    private struct Credentials {
        let username: String
        let password: Secret
    }

    private enum Loop {
        case idle
        case running
    }

    init(
        _ session: SessionNumber, core: consuming Core, limits: TimeLimits, connection: Connection,
        onServersFound: @escaping @MainActor ([ServicePlace]) -> Void,
        trust: AccountTrust,
        tell: @escaping @MainActor (ServiceEvent) -> Void
    ) {
        self.trust = trust
        self.session = session
        self.core = core
        self.limits = limits
        self.onServersFound = onServersFound
        self.tell = tell
        self.connection = connection
    }

    func start(
        at destination: Destination, as username: String, with password: Result<Secret, PasswordUnavailable>
    ) {
        guard case .waitingForPassword = stage else { return }
        stage = .running
        switch password {
        case .failure(let failure): take(.passwordUnavailable(failure))
        case .success(let password):
            credentials = Credentials(username: username, password: password)
            connection.onEvent = { [weak self] in self?.hear($0) }
            signInTimer = Timer(after: limits.signIn) { [weak self] in self?.take(.stepTimedOut) }
            if destination.asksForNames { tell(.progressed(.findingServer)) }
            connection.connect(to: destination)
            takeWaiting()
        }
    }

    /// Ends everything at once and tells nothing.
    func close() {
        stage = .over
        stepTimer = nil
        signInTimer = nil
        timers = [:]
        exchange = nil
        credentials = nil
        connection.close()
    }

    private func hear(_ event: Connection.Event) {
        switch event {
        case .found(let places): onServersFound(places)
        case .lookedUp: tell(.progressed(.connecting))
        case .connected(let place): take(.connected(place))
        case .secured(let summary):
            trust.secured(summary)
            take(.secured(SecuredChannel(summary)))
        case .received(let bytes):
            lastHeard = .now
            take(.received(bytes))
        case .writeFinished: take(.writeFinished)
        case .ended(let end):
            consent = Consent(end)
            take(.ended(end))
        }
    }

    /// Takes the inputs one after another: what an order brings about waits until the orders before it are done.
    ///
    /// Received bytes are only lent to us; they come from the main queue alone, never from within an order, so
    /// they are always taken before this returns.
    ///
    /// What a person wishes while the password is awaited waits for it as well.
    func take(_ input: StreamInput) {
        inputs.append(input)
        takeWaiting()
    }

    private func takeWaiting() {
        guard case .idle = loop else { return }
        if case .waitingForPassword = stage { return }
        loop = .running
        while !inputs.isEmpty, case .running = stage {
            for order in core.take(inputs.removeFirst()) { obey(order) }
        }
        inputs = []
        loop = .idle
    }

    private func obey(_ order: StreamOrder) {
        guard case .running = stage else { return }
        switch order {
        case .write(let bytes): connection.write(bytes)
        case .startTLS(let settings): connection.secure(as: settings)
        case .beginSASL(let choice): beginExchange(choice)
        case .stepSASL(let challenge):
            exchange?.step(challenge) { [weak self] result in self?.exchanged(result) }
        case .finishSASL(let data):
            exchange?.finish(data) { [weak self] result in self?.finished(result) }
        case .restartStepTimer:
            stepTimer = Timer(after: limits.step) { [weak self] in self?.take(.stepTimedOut) }
        case .stopStepTimer: stepTimer = nil
        case .startTimer(let timer, let duration):
            timers[timer] = Timer(after: duration) { [weak self] in self?.take(.timerFired(timer)) }
        case .watchSilence(let timer, let duration): watchSilence(timer, duration)
        case .stopTimer(let timer): timers[timer] = nil
        case .report(let event): report(event)
        case .close: close()
        }
    }

    private func report(_ event: ServiceEvent) {
        switch event {
        case .signedIn:
            signInTimer = nil
            tell(event)
        case .ended(let end, _): tell(.ended(end.allowing(consent), lastHeard: lastHeard))
        case .progressed, .sessionBegan, .contactsReceived, .contactChanged, .contactRemoved,
            .presenceChanged, .detailsChanged, .contactsVersionChanged, .subscriptionRequested,
            .subscriptionRequestEnded, .blockedChanged, .requestAnswered, .ownResourcesChanged, .signOutSent:
            tell(event)
        }
    }

    /// Looks at the last byte's moment when the time is over, instead of starting anew with each byte.
    private func watchSilence(_ timer: StreamTimer, _ limit: Duration) {
        let quiet = lastHeard.map { Moment.now.since($0) } ?? .zero
        timers[timer] = Timer(after: limit - quiet) { [weak self] in self?.silenceMayBeOver(timer, limit) }
    }

    private func silenceMayBeOver(_ timer: StreamTimer, _ limit: Duration) {
        let quiet = lastHeard.map { Moment.now.since($0) } ?? limit
        if quiet < limit { watchSilence(timer, limit) } else { take(.timerFired(timer)) }
    }

    // MARK: Proving the password

    private func beginExchange(_ choice: SASLChoice) {
        guard let credentials else { return take(.saslFailed(.outOfOrder)) }
        self.credentials = nil
        let made = PasswordExchange.make(
            choice, username: credentials.username, password: credentials.password,
            bindingData: bindingData(for: choice.binding))
        switch made {
        case .failure(let failure): take(.saslFailed(failure))
        case .success(let exchange):
            self.exchange = exchange
            exchange.start { [weak self] result in self?.exchanged(result) }
        }
    }

    private func bindingData(for binding: SASLChoice.Binding) -> [UInt8] {
        switch binding {
        case .none, .notOffered: []
        case .bound(let type): connection.bytes(of: type.binding) ?? []
        }
    }

    private func exchanged(_ result: Result<[UInt8], SASLFailure>) {
        switch result {
        case .success(let message): take(.saslProduced(message))
        case .failure(let failure): take(.saslFailed(failure))
        }
    }

    private func finished(_ result: Result<[UInt8], SASLFailure>) {
        let mechanism = exchange?.mechanism
        exchange = nil
        switch result {
        case .success:
            if let mechanism { trust.proved(mechanism) }
            take(.saslFinished)
        case .failure(let failure): take(.saslFailed(failure))
        }
    }
}

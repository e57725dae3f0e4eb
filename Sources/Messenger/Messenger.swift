public import EventBus

/// Signs in and out of several services at once, and tells everybody on its bus how that goes.
///
/// It is the shell around ``MessengerCore``: it owns one core and one queue, feeds the core everything in
/// order, and obeys. All of it lives on the main actor.
///
/// ```swift
/// let messenger = Messenger(services: [home, work], primary: 0, clock: SystemClock())
/// let (state, subscription) = messenger.bus.subscribe()
/// messenger.signIn()
/// ```
@MainActor
public final class Messenger {
    /// Where every view hears what happens; its state is what there is to show.
    public let bus: EventBus<MessengerState>

    private let services: [any Service]
    private let clock: any MessengerClock
    private var core: MessengerCore
    private var inputs: [Input] = []
    private var loop = Loop.idle
    private var signOutCalls: [@MainActor (SignOutError?) -> Void] = []

    private enum Input {
        case signIn([ServiceID]?)
        case signOut(@MainActor (SignOutError?) -> Void)
        case stopWaiting
        case limitSignOut(Duration)
        case setPresence(OwnPresence)
        case checkLinks
        case request(ContactRequest, ServiceID)
        case setAttention(Attention)
        case serviceTold(ServiceID, SessionNumber, ServiceEvent)
        case timerFired(MessengerTimer)
    }

    private enum Loop {
        case idle
        case running
    }

    /// A messenger for these services, all signed out.
    ///
    /// - Parameters:
    ///   - services: The services; a ``ServiceID`` is a place in this list.
    ///   - primary: The place of the service whose status stands for all. Ignored when there is none.
    ///   - presence: What others are to see after the first sign-in.
    ///   - signOutLimit: How long a sign-out is waited for; nil for as long as the servers take.
    ///   - known: The contact lists of earlier sessions, by the services' places.
    ///   - seed: Decides the jitter of reconnects.
    public init(
        services: [any Service], primary: Int = 0, presence: OwnPresence = OwnPresence(),
        signOutLimit: Duration? = nil, known: [Int: KnownContacts] = [:], clock: any MessengerClock,
        seed: UInt64 = .random(in: 0 ... .max)
    ) {
        let primaryID = services.indices.contains(primary) ? ServiceID(index: primary) : nil
        self.services = services
        self.clock = clock
        core = MessengerCore(
            serviceCount: services.count, primary: primaryID, presence: presence, signOutLimit: signOutLimit,
            seed: seed)
        bus = EventBus(
            state: MessengerState(
                services: services.map(\.description), primary: primaryID, ownPresence: presence,
                known: known))
        for (index, service) in services.enumerated() {
            service.onEvent = { [weak self] session, event in
                self?.feed(.serviceTold(ServiceID(index: index), session, event))
            }
            service.knownContacts = { [weak self] in
                guard let self else { return nil }
                return bus.state[ServiceID(index: index)]?.knownContacts(at: self.clock.now)
            }
        }
    }

    /// Signs in to every service that has no session, or to those named. While signing out the wish is
    /// remembered and fulfilled when all have ended; a second one forgets it.
    public func signIn(_ wanted: [ServiceID]? = nil) {
        feed(.signIn(wanted))
    }

    /// Signs the current user out of all services.
    ///
    /// ## Return value
    ///
    /// | Result | The seed's | Meaning |
    /// |---|---|---|
    /// | returns | `S_OK` | each online service's sign-out command is with the operating system, or the service has ended |
    /// | throws ``SignOutError/couldNotSend(_:)`` | `E_FAIL` | the outgoing protocol message could not be sent to these services; the others go on signing out |
    /// | throws ``SignOutError/notSignedIn(primary:)`` | `MSGR_E_NOT_LOGGED_ON` | not signed in to the primary service when the sign-out was attempted; any other service that is signed in is signed out all the same, and a pending reconnect of the primary is cancelled |
    ///
    /// `notSignedIn` wins over `couldNotSend`, whose reasons are then in the report. A primary that is still
    /// signing in counts as signed in: its sign-in is cancelled, and the call succeeds. With every service offline
    /// and no reconnect pending nothing is sent and no event is posted.
    ///
    /// ## Remarks
    ///
    /// This disconnects the client from every service that is signed in, signing in or waiting to reconnect.
    ///
    /// It results in ``MessengerEvent/signOutBegan(_:at:)`` for each service and a
    /// ``MessengerEvent/statusChanged(_:old:new:)`` to ``Status/disconnecting``, for each service and for the
    /// aggregate, posted before the call first suspends. The state persists until the server of the service receives
    /// and responds to the protocol-level sign-out command, or the connection ends, or ``stopWaiting()`` or a
    /// limit ends it: ``MessengerEvent/signOutEnded(_:_:)`` says which. There is no other way out of it. Once all
    /// services have ended, ``MessengerEvent/signedOut(_:)`` brings the report.
    ///
    /// A second call while signing out changes nothing and returns with the first.
    ///
    /// A view never awaits this; it calls ``requestSignOut(_:)`` and lives on what the bus tells.
    public func signOut() async throws(SignOutError) {
        let error = await withCheckedContinuation { continuation in
            requestSignOut { continuation.resume(returning: $0) }
        }
        if let error { throw error }
    }

    /// ``signOut()`` without waiting: `completion` gets what that would throw, or nil.
    public func requestSignOut(_ completion: @escaping @MainActor (SignOutError?) -> Void = { _ in }) {
        feed(.signOut(completion))
    }

    /// Ends the wait for every server that has not answered the sign-out: the connections are closed, and the
    /// endings say that the servers did not confirm.
    public func stopWaiting() {
        feed(.stopWaiting)
    }

    /// Waits for the sign-out that is going on no longer than `bound` from now on.
    public func limitSignOut(to bound: Duration) {
        feed(.limitSignOut(bound))
    }

    /// Shows this presence to others, on every service: now, or from the next sign-in on.
    public func setPresence(_ presence: OwnPresence) {
        feed(.setPresence(presence))
    }

    /// Asks every server for a sign of life, and makes up for waits that stood still. To be called when the machine
    /// has slept, or the program was stopped and goes on.
    public func checkLinks() {
        feed(.checkLinks)
    }

    /// Asks something of a service's contact list; ``MessengerEvent/requestAnswered(_:_:_:)`` tells what came of it.
    public func request(_ request: ContactRequest, of service: ServiceID) {
        feed(.request(request, service))
    }

    /// Tells every server whether anybody is looking: now, and after the next sign-in.
    public func setAttention(_ attention: Attention) {
        feed(.setAttention(attention))
    }

    // MARK: The loop

    /// Takes the inputs one after another. What comes while one is being taken waits its turn, so that a service
    /// which fails at once cannot overtake the orders that it is still among.
    private func feed(_ input: Input) {
        guard loop == .idle else { return inputs.append(input) }
        loop = .running
        for order in take(input) { obey(order) }
        var next = 0
        while next < inputs.count {
            let input = inputs[next]
            next += 1
            for order in take(input) { obey(order) }
        }
        inputs.removeAll(keepingCapacity: next <= 1024)
        loop = .idle
    }

    private func take(_ input: Input) -> [MessengerOrder] {
        let now = clock.now
        switch input {
        case .signIn(let wanted): return core.signIn(wanted, at: now)
        case .signOut(let completion):
            signOutCalls.append(completion)
            return core.signOut(at: now)
        case .stopWaiting: return core.stopWaiting(at: now)
        case .limitSignOut(let bound): return core.limitSignOut(to: bound, at: now)
        case .setPresence(let presence): return core.setPresence(presence, at: now)
        case .checkLinks: return core.checkLinks(at: now)
        case .request(let request, let service): return core.request(request, of: service)
        case .setAttention(let attention): return core.setAttention(attention)
        case .serviceTold(let service, let session, let event):
            return core.serviceTold(service, session, event, at: now)
        case .timerFired(let timer): return core.timerFired(timer, at: now)
        }
    }

    private func obey(_ order: MessengerOrder) {
        switch order {
        case .post(let event): bus.post(event)
        case .order(let service, let order): services[service.index].perform(order)
        case .arm(let timer, let moment):
            clock.wake(timer, at: moment) { [weak self] in self?.feed(.timerFired(timer)) }
        case .disarm(let timer): clock.cancel(timer)
        case .finishSignOutCalls(let error):
            let calls = signOutCalls
            signOutCalls = []
            for call in calls { call(error) }
        }
    }
}

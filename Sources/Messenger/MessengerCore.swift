/// What signing in and out mean across services: a value that takes one input and returns what is to be done.
///
/// It knows no socket, no clock and no task. Its shell, ``Messenger``, feeds it in order and obeys. The rule
/// that keeps the status line true lives here: *an answer proves the write*, so a service that answers before
/// its command is known to be sent still passes through "sent" to its ending, in that order, and an ending
/// is the only way out of disconnecting.
public struct MessengerCore: Sendable {
    /// The services, by ``ServiceID/index``.
    var phases: [ServicePhase]
    /// The presence that the person wishes for.
    var wished: OwnPresence
    /// The sign-out that is going on. While it is, every service is offline or disconnecting.
    var signingOut: SigningOut?
    /// The orders of the input that is being taken.
    var orders: [MessengerOrder] = []

    /// Whether anybody is looking.
    var attention = Attention.looking

    let primary: ServiceID?
    private let defaultLimit: Duration?
    private var aggregate = Status.offline
    private var lastSession: UInt64 = 0
    var retryDelay: RetryDelay

    /// A sign-out that is going on.
    struct SigningOut: Hashable, Sendable {
        let began: Moment
        let primaryNotSignedIn: ServiceID?
        var entries: [SignOutReport.Entry] = []
        /// When it is not waited for any longer.
        var deadline: Moment?
        var calls = Calls.waiting
        var afterwards = Afterwards.stayOffline
    }

    /// The calls of `signOut()` that belong to a sign-out.
    enum Calls: Hashable, Sendable {
        case waiting
        case finished(SignOutError?)
    }

    /// What follows a sign-out.
    enum Afterwards: Hashable, Sendable {
        case stayOffline
        case signIn
    }

    /// A core for that many services, all offline.
    ///
    /// - Parameters:
    ///   - primary: The service whose status stands for all; nil only when there is none.
    ///   - signOutLimit: How long a sign-out is waited for; nil for as long as the server takes.
    ///   - seed: Decides the jitter of the retries.
    public init(
        serviceCount: Int, primary: ServiceID?, presence: OwnPresence = OwnPresence(),
        signOutLimit: Duration? = nil, seed: UInt64 = 0
    ) {
        phases = Array(repeating: .offline, count: max(0, serviceCount))
        self.primary = primary
        wished = presence
        defaultLimit = signOutLimit
        retryDelay = RetryDelay(seed: seed)
    }

    // MARK: Inputs

    /// The person wants to be signed in: every service that is not (or of those named) begins. While signing
    /// out it is remembered, and a second wish forgets it again.
    public mutating func signIn(_ wanted: [ServiceID]? = nil, at now: Moment) -> [MessengerOrder] {
        if signingOut != nil {
            toggleSignInAfterwards()
        } else {
            beginSignIn(wanted ?? services)
        }
        return takeOrders()
    }

    /// The person wants to be signed out of everything. While signing out this changes nothing.
    public mutating func signOut(at now: Moment) -> [MessengerOrder] {
        if let running = signingOut {
            if case .finished(let result) = running.calls { orders.append(.finishSignOutCalls(result)) }
        } else if phases.allSatisfy({ $0 == .offline }) {
            orders.append(.finishSignOutCalls(.notSignedIn(primary: primary)))
        } else {
            beginSignOut(limit: defaultLimit, at: now)
        }
        return takeOrders()
    }

    /// The person does not want to wait for the servers that have not answered.
    public mutating func stopWaiting(at now: Moment) -> [MessengerOrder] {
        forgetSignInAfterwards()
        endAllOwed { .abandoned(after: now.since($0)) }
        return takeOrders()
    }

    /// The sign-out that is going on is waited for no longer than `bound` from now on: the program is quitting.
    public mutating func limitSignOut(to bound: Duration, at now: Moment) -> [MessengerOrder] {
        forgetSignInAfterwards()
        if signingOut != nil { lowerDeadline(to: now.advanced(by: bound)) }
        return takeOrders()
    }

    /// The person wishes for another presence.
    public mutating func setPresence(_ presence: OwnPresence, at now: Moment) -> [MessengerOrder] {
        guard presence != wished else { return [] }
        wish(presence)
        return takeOrders()
    }

    /// The machine slept or the program stood still: links may be dead without anybody having said so, and timers
    /// stood still as well. Every link is checked, and what was to happen in the meantime happens now.
    public mutating func checkLinks(at now: Moment) -> [MessengerOrder] {
        for service in services {
            switch phase(service) {
            case .online(let session): orders.append(.order(service, .checkLink(session)))
            case .waitingToRetry(let attempt, let moment, let last):
                retry(service, attempt, after: last, dueAt: moment, now)
            case .offline, .offlineHeld, .signingIn, .disconnecting: break
            }
        }
        checkDeadline(at: now)
        return takeOrders()
    }

    /// The person asks something of a service's contact list; without a session there is none to ask.
    public mutating func request(_ request: ContactRequest, of service: ServiceID) -> [MessengerOrder] {
        switch phase(service) {
        case .online(let session): orders.append(.order(service, .request(session, request)))
        case .offline, .offlineHeld, .waitingToRetry, .signingIn, .disconnecting:
            post(.requestAnswered(service, request, .refused(reason: "not signed in")))
        }
        return takeOrders()
    }

    /// Somebody looks at the screen again, or nobody can any more.
    public mutating func setAttention(_ attention: Attention) -> [MessengerOrder] {
        guard attention != self.attention else { return [] }
        self.attention = attention
        for service in services {
            guard case .online(let session) = phase(service) else { continue }
            orders.append(.order(service, .setAttention(session, attention)))
        }
        return takeOrders()
    }

    /// A service tells what happened. What belongs to an ended session is dropped.
    public mutating func serviceTold(
        _ service: ServiceID, _ session: SessionNumber, _ event: ServiceEvent, at now: Moment
    ) -> [MessengerOrder] {
        guard phases.indices.contains(service.index), phases[service.index].session == session else {
            return []
        }
        take(event, of: service, at: now)
        return takeOrders()
    }

    /// A moment that was waited for has come.
    public mutating func timerFired(_ timer: MessengerTimer, at now: Moment) -> [MessengerOrder] {
        switch timer {
        case .signOutLimit:
            endAllOwed { .limitReached(after: now.since($0)) }
        case .retry(let service):
            if case .waitingToRetry(let attempt, _, let last) = phase(service) {
                begin(service, attempt: attempt, after: last)
            }
        }
        return takeOrders()
    }

    // MARK: What the inputs share

    var services: [ServiceID] { phases.indices.map { ServiceID(index: $0) } }

    func phase(_ service: ServiceID) -> ServicePhase {
        phases.indices.contains(service.index) ? phases[service.index] : .offline
    }

    func status(of service: ServiceID) -> Status {
        phase(service).status(online: wished.status)
    }

    /// Moves the service on, and tells its new status and the aggregate's.
    mutating func move(_ service: ServiceID, to new: ServicePhase) {
        let old = status(of: service)
        phases[service.index] = new
        let status = status(of: service)
        if status != old { post(.statusChanged(service, old: old, new: status)) }
        updateAggregate()
    }

    /// Tells the aggregate's status if it has changed.
    mutating func updateAggregate() {
        let new = currentAggregate
        guard new != aggregate else { return }
        post(.statusChanged(nil, old: aggregate, new: new))
        aggregate = new
    }

    mutating func post(_ event: MessengerEvent) {
        orders.append(.post(event))
    }

    mutating func nextSession() -> SessionNumber {
        lastSession &+= 1
        return SessionNumber(number: lastSession)
    }

    /// Whether some server owes its answer.
    var isAnyOwed: Bool {
        phases.contains { $0.status(online: .available) == .disconnecting }
    }

    private var currentAggregate: Status {
        if isAnyOwed { return .disconnecting }
        return primary.map { status(of: $0) } ?? .offline
    }

    private mutating func takeOrders() -> [MessengerOrder] {
        defer { orders = [] }
        return orders
    }
}

import Glibc
import Testing

@testable import Messenger

/// Commands, service events and timers in random order, against the rules that must hold in every order.
@Suite("Random sequences")
struct RandomSequenceTests {
    @Test("no order of commands, events and timers breaks a rule")
    func sequences() async {
        let count = environmentNumber("PORCHLIGHT_SEQUENCES") ?? 100_000
        for seed in 0..<UInt64(count) {
            // Stories wait for a turn of this thread meanwhile.
            if seed.isMultiple(of: 64) { await Task.yield() }
            var run = RandomRun(seed: seed)
            for _ in 0..<20 { run.step() }
            run.settle()
            if let broken = run.broken {
                Issue.record("seed \(seed): \(broken)\n\(run.story.joined(separator: "\n"))")
                return
            }
        }
    }

    private func environmentNumber(_ name: String) -> Int? {
        getenv(name).flatMap { Int(String(cString: $0)) }
    }
}

/// One random life of a core, with the rules checked after each step.
private struct RandomRun {
    var core: MessengerCore
    var random: SplitMix64
    var now: Int64 = 0
    /// The first rule that was broken.
    var broken: String?
    /// What happened, for the report.
    var story: [String] = []

    /// What the far ends know: the sessions that were begun and not yet ended, closed or told to have ended.
    private var sessions: [Int: SessionNumber] = [:]
    private var sessionBegan: Set<Int> = []
    /// The services whose server holds the last session for us.
    private var held: Set<Int> = []
    private var timers: [MessengerTimer: Moment] = [:]
    private var calls = 0
    /// What the events on the bus add up to.
    private var seen: MessengerState
    private var began: [Int: Int] = [:]
    private var ended: [Int: Int] = [:]
    private var reports = 0

    private static let serviceCount = 3

    init(seed: UInt64) {
        random = SplitMix64(state: seed)
        core = MessengerCore(
            serviceCount: Self.serviceCount, primary: ServiceID(index: 0),
            signOutLimit: seed % 3 == 0 ? .seconds(5) : nil, seed: seed)
        let description = ServiceDescription(name: "", address: "", protocolName: "")
        seen = MessengerState(
            services: Array(repeating: description, count: Self.serviceCount), primary: ServiceID(index: 0))
    }

    private var moment: Moment { Moment(nanoseconds: now) }

    mutating func step() {
        now += Int64.random(in: 0...2_000_000_000, using: &random)
        let service = Int.random(in: 0..<Self.serviceCount, using: &random)
        switch Int.random(in: 0..<19, using: &random) {
        case 17: obey("attention", core.setAttention(Bool.random(using: &random) ? .looking : .elsewhere))
        case 18:
            obey(
                "request",
                core.request(.remove(number: 0), of: ServiceID(index: service)))
        case 16: obey("links", core.checkLinks(at: moment))
        case 0, 1: obey("signIn", core.signIn(at: moment))
        case 2, 3:
            calls += 1
            obey("signOut", core.signOut(at: moment), isSignOut: true)
        case 4: obey("stopWaiting", core.stopWaiting(at: moment))
        case 5: obey("limit", core.limitSignOut(to: .seconds(3), at: moment))
        case 6:
            obey(
                "presence",
                core.setPresence(OwnPresence(status: Bool.random(using: &random) ? .busy : .away), at: moment)
            )
        case 7, 8: fireTimer()
        default: tell(service, randomEvent(of: service))
        }
    }

    /// Lets every service that still has a session end: then nothing may be left hanging.
    mutating func settle() {
        for (service, session) in sessions.sorted(by: { $0.key < $1.key }) {
            deliver(service, session, .ended(.closedByServer))
        }
        // A sign-in that was remembered may have begun: sign out of it, and end that too.
        calls += 1
        obey("signOut", core.signOut(at: moment), isSignOut: true)
        for (service, session) in sessions.sorted(by: { $0.key < $1.key }) {
            deliver(service, session, .ended(.acknowledged(SignOutAnswer(.closingTag))))
        }
        rule("stuck in disconnecting", core.signingOut == nil && seen.status != .disconnecting)
        rule("a sign-out timer is left", timers[.signOutLimit] == nil)
        rule("a call of signOut() never returned", calls == 0)
        rule("a sign-in is still queued", !seen.isSignInQueued)
        for service in 0..<Self.serviceCount {
            rule("began and ended differ", began[service, default: 0] == ended[service, default: 0])
            rule("a service is not offline", seen.services[service].status == .offline)
        }
    }

    private mutating func randomEvent(of service: Int) -> ServiceEvent {
        switch Int.random(in: 0..<14, using: &random) {
        case 0: .progressed(.connecting)
        case 1: .progressed(.synchronizing)
        case 2, 3: .sessionBegan
        case 4, 5, 6: .signedIn
        case 7: .signOutSent
        case 8: .ended(.acknowledged(SignOutAnswer(.closingTag)))
        case 9: .ended(.closedByServer)
        case 10: .ended(.connectionLost(reason: "reset"))
        case 11: .ended(.couldNotSend(reason: "reset"))
        case 12:
            .ended(
                .failed(
                    SessionEnd(
                        reason: "failed", remedy: Bool.random(using: &random) ? .wait : .person,
                        session: Bool.random(using: &random) ? .held : .gone)))
        default: .presenceChanged(number: 0, Presence(status: .available))
        }
    }

    private mutating func tell(_ service: Int, _ event: ServiceEvent) {
        // Now and then an event of an older session comes late: it must be dropped whole.
        let isLate = Int.random(in: 0..<8, using: &random) == 0
        guard let session = sessions[service], !isLate else {
            let old = SessionNumber(number: 0)
            rule(
                "an event of an ended session had an effect",
                core.serviceTold(ServiceID(index: service), old, event, at: moment).isEmpty)
            return
        }
        deliver(service, session, event)
    }

    private mutating func deliver(_ service: Int, _ session: SessionNumber, _ event: ServiceEvent) {
        if case .sessionBegan = event { sessionBegan.insert(service) }
        if case .ended(let end, _) = event {
            forget(service)
            if case .failed(let end) = end, end.session == .held { held.insert(service) }
        }
        obey("\(service) \(event)", core.serviceTold(ServiceID(index: service), session, event, at: moment))
    }

    private mutating func fireTimer() {
        guard let timer = timers.keys.sorted(by: { "\($0)" < "\($1)" }).first, let due = timers[timer] else {
            return
        }
        now = max(now, due.nanoseconds)
        timers[timer] = nil
        obey("timer \(timer)", core.timerFired(timer, at: moment))
    }

    private mutating func forget(_ service: Int) {
        sessions[service] = nil
        sessionBegan.remove(service)
    }

    private mutating func rule(_ name: String, _ holds: Bool) {
        if !holds, broken == nil { broken = name }
    }

    // MARK: Obeying, and the rules

    private mutating func obey(_ input: String, _ orders: [MessengerOrder], isSignOut: Bool = false) {
        story.append("\(input): \(words(orders).joined(separator: "; "))")
        for order in orders {
            switch order {
            case .post(let event): check(event)
            case .order(let service, let order): check(order, to: service.index)
            case .arm(let timer, let moment): timers[timer] = moment
            case .disarm(let timer): timers[timer] = nil
            case .finishSignOutCalls: calls = 0
            }
        }
        checkState()
        if isSignOut { checkSignOutWon() }
    }

    private mutating func check(_ order: ServiceOrder, to service: Int) {
        switch order {
        case .signIn(let session, _):
            rule("a sign-in while a session runs", sessions[service] == nil)
            sessions[service] = session
            // The server's session is ours again, and a sign-out command is due for it from the beginning.
            if held.remove(service) != nil { sessionBegan.insert(service) }
        case .signOut(let session):
            rule("an order to a service after it ended", sessions[service] == session)
            rule(
                "a sign-out command before a session exists",
                sessionBegan.contains(service) || wasOnline(service))
        case .close(let session):
            rule("an order to a service after it ended", sessions[service] == session)
            forget(service)
        case .setPresence(let session, _), .checkLink(let session), .request(let session, _),
            .setAttention(let session, _):
            rule("an order to a service after it ended", sessions[service] == session)
        }
    }

    /// A service that told of being signed in without telling first that a session began.
    private func wasOnline(_ service: Int) -> Bool {
        seen.services[service].status == .disconnecting
    }

    private mutating func check(_ event: MessengerEvent) {
        switch event {
        case .signOutBegan(let service, _):
            began[service.index, default: 0] += 1
            rule("began twice", began[service.index, default: 0] == ended[service.index, default: 0] + 1)
        case .signOutEnded(let service, _):
            ended[service.index, default: 0] += 1
            rule("ended without having begun", began[service.index] == ended[service.index])
        case .statusChanged(let service?, let old, let new):
            rule("a status changed from what it was not", seen.services[service.index].status == old)
            let endedAll = began[service.index, default: 0] == ended[service.index, default: 0]
            rule("disconnecting ended without an ending", old != .disconnecting || endedAll)
            rule("disconnecting without a sign-out", new != .disconnecting || !endedAll)
        case .statusChanged(nil, let old, _):
            rule("the aggregate changed from what it was not", seen.status == old)
        case .signedOut:
            rule("a report before all have ended", !seen.services.contains { $0.status == .disconnecting })
        default: break
        }
        seen.apply(event)
    }

    private mutating func checkState() {
        let anyOwed = seen.services.contains { $0.status == .disconnecting }
        rule("the aggregate differs", anyOwed == (seen.status == .disconnecting))
        rule("the aggregate is not the primary's", anyOwed || seen.status == seen.services[0].status)
        for service in 0..<Self.serviceCount {
            let known = core.phase(ServiceID(index: service)).session
            rule("a session nobody runs", known == sessions[service])
            rule(
                "a status nobody told",
                seen.services[service].status == core.status(of: ServiceID(index: service)))
        }
    }

    /// After a sign-out no service is online, signing in or waiting to try again.
    private mutating func checkSignOutWon() {
        for service in seen.services {
            rule(
                "a sign-out left a service up", service.status == .offline || service.status == .disconnecting
            )
        }
        rule("a retry outlived a sign-out", timers.keys.allSatisfy { $0 == .signOutLimit })
    }
}

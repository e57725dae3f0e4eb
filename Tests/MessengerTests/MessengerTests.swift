import EventBus
import Testing

@testable import Messenger

/// A service that does what the test says, in the very moment of the order if need be.
@MainActor
private final class ScriptedService: Service {
    let description: ServiceDescription
    var onEvent: @MainActor (SessionNumber, ServiceEvent) -> Void = { _, _ in }
    var knownContacts: @MainActor () -> KnownContacts? = { nil }
    private(set) var orders: [ServiceOrder] = []
    /// What the service tells while it is still being ordered to sign out.
    var answers: [ServiceEvent] = []
    private var session = SessionNumber(number: 0)

    init(_ name: String) {
        description = ServiceDescription(name: name, address: "alice@example.org", protocolName: "test")
    }

    func perform(_ order: ServiceOrder) {
        orders.append(order)
        switch order {
        case .signIn(let session, _):
            self.session = session
            tell(.sessionBegan, .signedIn)
        case .signOut: for event in answers { tell(event) }
        case .close, .setPresence, .checkLink, .request, .setAttention: break
        }
    }

    func tell(_ events: ServiceEvent...) {
        for event in events { onEvent(session, event) }
    }
}

/// A clock that a test sets.
@MainActor
private final class SetClock: MessengerClock {
    var now = Moment(nanoseconds: 0)
    private(set) var wishes: [MessengerTimer: (at: Moment, fire: @MainActor () -> Void)] = [:]

    func wake(_ timer: MessengerTimer, at moment: Moment, _ fire: @escaping @MainActor () -> Void) {
        wishes[timer] = (moment, fire)
    }

    func cancel(_ timer: MessengerTimer) { wishes[timer] = nil }

    func pass(_ duration: Duration) {
        now = now.advanced(by: duration)
        for (timer, wish) in wishes where wish.at <= now {
            wishes[timer] = nil
            wish.fire()
        }
    }
}

@MainActor
@Suite("The messenger")
struct MessengerTests {
    private let home = ScriptedService("home")
    private let work = ScriptedService("work")
    private let clock = SetClock()

    private func messenger(limit: Duration? = nil) -> Messenger {
        Messenger(services: [home, work], signOutLimit: limit, clock: clock, seed: 1)
    }

    private func statuses(_ events: [MessengerEvent]) -> [Status] {
        events.compactMap { event in
            guard case .statusChanged(nil, _, let new) = event else { return nil }
            return new
        }
    }

    @Test("a server that answers within the order itself still passes through disconnecting")
    func answersAtOnce() async throws {
        let messenger = messenger()
        messenger.signIn()
        home.answers = [.ended(.acknowledged(SignOutAnswer(.closingTag)))]
        work.answers = [.signOutSent, .ended(.acknowledged(SignOutAnswer(.closingTag)))]
        let (_, subscription) = messenger.bus.subscribe()
        try await messenger.signOut()
        #expect(statuses(subscription.drain()) == [.disconnecting, .offline])
        #expect(messenger.bus.state.lastReport?.isConfirmed == true)
    }

    @Test("disconnecting is posted before signOut() suspends, and the call returns when all is sent")
    func suspends() async throws {
        let messenger = messenger()
        messenger.signIn()
        let call = Task { try await messenger.signOut() }
        await Task.yield()
        #expect(messenger.bus.state.status == .disconnecting)
        home.tell(.signOutSent)
        work.tell(.signOutSent)
        try await call.value
        #expect(messenger.bus.state.status == .disconnecting)
        home.tell(.ended(.acknowledged(SignOutAnswer(.closingTag))))
        #expect(messenger.bus.state.status == .disconnecting)
        work.tell(.ended(.acknowledged(SignOutAnswer(.closingTag))))
        #expect(messenger.bus.state.status == .offline)
    }

    @Test("what cannot be sent is thrown, with the service and the reason")
    func couldNotSend() async {
        let messenger = messenger()
        messenger.signIn()
        home.answers = [.signOutSent]
        work.answers = [.ended(.couldNotSend(reason: "connection reset"))]
        await #expect(throws: SignOutError.couldNotSend([ServiceID(index: 1): "connection reset"])) {
            try await messenger.signOut()
        }
    }

    @Test("signing out when nobody is signed in throws and posts nothing")
    func notSignedIn() async {
        let messenger = messenger()
        let (_, subscription) = messenger.bus.subscribe()
        await #expect(throws: SignOutError.notSignedIn(primary: ServiceID(index: 0))) {
            try await messenger.signOut()
        }
        #expect(subscription.drain() == [])
        #expect(home.orders.isEmpty && work.orders.isEmpty)
    }

    @Test("two calls send one command and return together")
    func twoCalls() async throws {
        let messenger = messenger()
        messenger.signIn()
        async let first: Void = messenger.signOut()
        async let second: Void = messenger.signOut()
        await Task.yield()
        home.tell(.signOutSent)
        work.tell(.signOutSent)
        _ = try await (first, second)
        #expect(home.orders.filter { if case .signOut = $0 { true } else { false } }.count == 1)
    }

    @Test("a limit ends the wait, and afterwards no timer is left")
    func limit() {
        let messenger = messenger(limit: .seconds(30))
        messenger.signIn()
        messenger.requestSignOut()
        clock.pass(.seconds(29))
        #expect(messenger.bus.state.status == .disconnecting)
        clock.pass(.seconds(1))
        #expect(messenger.bus.state.status == .offline)
        #expect(messenger.bus.state.services[0].lastEnding == .limitReached(after: .seconds(30)))
        #expect(clock.wishes.isEmpty)
    }

    @Test("contacts of a service that has signed out are unknown as of the sign-out, never offline")
    func contactsAfterwards() {
        let messenger = messenger()
        messenger.signIn()
        home.tell(.contactsReceived([Contact(address: "bob@example.org", name: "Bob", groups: [])]))
        home.tell(.presenceChanged(number: 0, Presence(status: .available)))
        #expect(messenger.bus.state.services[0].presences == [Presence(status: .available)])
        clock.pass(.seconds(60))
        messenger.requestSignOut()
        clock.pass(.seconds(4))
        home.tell(.ended(.acknowledged(SignOutAnswer(.closingTag))))
        let state = messenger.bus.state.services[0]
        #expect(state.presences == [.unknown])
        #expect(state.contacts.count == 1)
        #expect(state.contactsAsOf == Moment(nanoseconds: 60_000_000_000))
    }

    @Test("a failed attempt in between does not make old knowledge look newer")
    func contactsAfterAFailedAttempt() {
        let messenger = messenger()
        messenger.signIn()
        home.tell(.contactsReceived([Contact(address: "bob@example.org", name: "Bob", groups: [])]))
        home.tell(.ended(.failed(SessionEnd(reason: "connection reset", remedy: .wait))))
        clock.pass(.seconds(1))
        home.tell(.ended(.failed(SessionEnd(reason: "no route", remedy: .wait))))
        #expect(messenger.bus.state.services[0].contactsAsOf == Moment(nanoseconds: 0))
    }

    @Test("a report stays until the next sign-in")
    func report() {
        let messenger = messenger()
        messenger.signIn()
        home.answers = [.ended(.acknowledged(SignOutAnswer(.closingTag)))]
        work.answers = [.ended(.acknowledged(SignOutAnswer(.closingTag)))]
        messenger.requestSignOut()
        #expect(messenger.bus.state.lastReport != nil)
        #expect(
            messenger.bus.state.services[0].lastEnding
                == .acknowledged(after: .zero, by: SignOutAnswer(.closingTag)))
        messenger.signIn()
        #expect(messenger.bus.state.lastReport == nil)
        #expect(messenger.bus.state.services[0].lastEnding == nil)
    }

    @Test("since when a contact is offline is only known of one who was seen online")
    func lastSeen() {
        let messenger = messenger()
        messenger.signIn()
        home.tell(.contactsReceived([Contact(address: "bob@example.org", name: "Bob", groups: [])]))
        clock.pass(.seconds(1))
        home.tell(.presenceChanged(number: 0, .offline))
        #expect(messenger.bus.state.services[0].presenceMoments == [nil])
        home.tell(.presenceChanged(number: 0, Presence(status: .available)))
        clock.pass(.seconds(1))
        home.tell(.presenceChanged(number: 0, Presence(status: .available, text: "other words")))
        #expect(messenger.bus.state.services[0].presenceMoments == [Moment(nanoseconds: 1_000_000_000)])
        home.tell(.presenceChanged(number: 0, .offline))
        #expect(messenger.bus.state.services[0].presenceMoments == [Moment(nanoseconds: 2_000_000_000)])
    }
}

import Testing

@testable import Messenger

/// Since when a contact's status is so, as the state has it: rather not at all than wrong.
@Suite("Since when")
struct PresenceMomentTests {
    private static let bob = ContactID(service: ServiceID(index: 0), number: 0)
    private static func at(_ seconds: Int64) -> Moment { Moment(nanoseconds: seconds * 1_000_000_000) }

    private func told(
        _ presences: [(Presence, PresenceMoment)], subscription: Contact.Subscription = .both
    ) -> Moment? {
        let description = ServiceDescription(name: "home", address: "", protocolName: "")
        var state = MessengerState(services: [description], primary: ServiceID(index: 0))
        let bob = Contact(address: "bob@example.org", name: "", groups: [], subscription: subscription)
        state.apply(.contactsReceived(ServiceID(index: 0), [bob]))
        for (presence, since) in presences {
            state.apply(.presenceChanged(Self.bob, presence, since: since))
        }
        return state.services[0].presenceMoments[0]
    }

    private static let here = Presence(status: .available)
    private static let away = Presence(status: .away)

    @Test("a change that was seen began when it was seen")
    func seen() {
        #expect(told([(Self.here, .changed(Self.at(5)))]) == Self.at(5))
        #expect(told([(Self.here, .unknown), (Self.away, .changed(Self.at(9)))]) == Self.at(9))
    }

    @Test("what the service stamped began then, also for one who is not there")
    func stamped() {
        #expect(told([(Self.here, .since(Self.at(-600)))]) == Self.at(-600))
        #expect(told([(.offline, .since(Self.at(-7200)))]) == Self.at(-7200))
    }

    @Test("what may have been so for long has no beginning")
    func unknown() {
        #expect(told([(Self.here, .unknown)]) == nil)
        #expect(told([(.offline, .changed(Self.at(5)))]) == nil)
        #expect(told([(Self.here, .changed(Self.at(5)))], subscription: .from) == nil, "never seen before")
    }

    @Test("the same status again does not begin anew")
    func again() {
        let words = Presence(status: .available, text: "other words")
        #expect(told([(Self.here, .changed(Self.at(5))), (words, .changed(Self.at(9)))]) == Self.at(5))
        #expect(told([(Self.here, .unknown), (words, .changed(Self.at(9)))]) == nil)
        #expect(told([(Self.here, .unknown), (words, .since(Self.at(3)))]) == Self.at(3))
        #expect(told([(Self.here, .since(Self.at(2))), (words, .since(Self.at(3)))]) == Self.at(2))
    }

    @Test("an age is counted back from the moment it was told")
    func age() {
        let now = Self.at(100)
        #expect(PresenceMoment(.ago(.seconds(40)), at: now) == .since(Self.at(60)))
        #expect(PresenceMoment(.ago(.seconds(400)), at: now) == .since(Self.at(-300)))
        #expect(PresenceMoment(.now, at: now) == .changed(now))
        #expect(PresenceMoment(.unknown, at: now) == .unknown)
    }
}

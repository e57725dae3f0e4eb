import Testing

@testable import Messenger

@Suite("Requests about contacts")
struct ContactRequestTests {
    private let home = ServiceID(index: 0)
    private let session = SessionNumber(number: 1)
    private let now = Moment(nanoseconds: 0)

    private func online() -> MessengerCore {
        var core = MessengerCore(serviceCount: 1, primary: home, seed: 1)
        _ = core.signIn(at: now)
        _ = core.serviceTold(home, session, .sessionBegan, at: now)
        _ = core.serviceTold(home, session, .signedIn, at: now)
        return core
    }

    @Test("a request goes to the service that is signed in")
    func goesToService() {
        var core = online()
        let request = ContactRequest.add(address: "bob@example.org", name: "", groups: [])
        #expect(core.request(request, of: home) == [.order(home, .request(session, request))])
    }

    @Test("a request without a session is refused in words")
    func refusedOffline() {
        var core = MessengerCore(serviceCount: 1, primary: home)
        let request = ContactRequest.remove(number: 3)
        #expect(
            core.request(request, of: home)
                == [.post(.requestAnswered(home, request, .refused(reason: "not signed in")))])
    }

    @Test("attention is told to who is signed in, and to who signs in later")
    func attention() {
        var core = online()
        #expect(core.setAttention(.elsewhere) == [.order(home, .setAttention(session, .elsewhere))])
        #expect(core.setAttention(.elsewhere) == [])
        _ = core.serviceTold(home, session, .ended(.closedByServer), at: now)
        _ = core.signIn(at: now)
        let next = SessionNumber(number: 2)
        let orders = core.serviceTold(home, next, .signedIn, at: now)
        #expect(orders.contains(.order(home, .setAttention(next, .elsewhere))))
    }

    @Test("of requests for a subscription one is kept for each address, and so many as can be looked through")
    func requestsAreBounded() {
        var requests = SubscriptionRequests()
        requests.add(SubscriptionRequest(address: "a@example.org"))
        requests.add(SubscriptionRequest(address: "a@example.org", text: "please"))
        #expect(requests.waiting == [SubscriptionRequest(address: "a@example.org", text: "please")])
        for number in 0..<200 { requests.add(SubscriptionRequest(address: "\(number)@example.org")) }
        #expect(requests.waiting.count == SubscriptionRequests.limit)
        #expect(requests.beyond == 101)
    }

    @Test("requests beyond those move up as others are answered, and each is counted once")
    func requestsMoveUp() {
        var requests = SubscriptionRequests()
        func ask(_ number: Int, _ text: String = "") {
            requests.add(SubscriptionRequest(address: "\(number)@example.org", text: text))
        }
        for number in 0..<103 { ask(number) }
        ask(101, "again")
        #expect(requests.beyond == 3)
        requests.remove("100@example.org")
        #expect(requests.beyond == 2 && requests.waiting.count == 100)
        requests.remove("7@example.org")
        requests.remove("unknown@example.org")
        #expect(requests.beyond == 1 && requests.waiting.count == 100)
        #expect(
            requests.waiting.last == SubscriptionRequest(address: "101@example.org", text: "again"))
        for number in 200..<3000 { ask(number) }
        #expect(requests.beyond == SubscriptionRequests.laterLimit)
    }

    @Test("a list of an earlier session is there at once, everybody unknown, and says as of when")
    func knownList() {
        let known = KnownContacts(
            version: "v7", contacts: [Contact(address: "bob@example.org", name: "Bob", groups: [])], asOf: now
        )
        let description = ServiceDescription(name: "home", address: "", protocolName: "XMPP")
        let state = ServiceState(description: description, known: known)
        #expect(state.contacts.count == 1)
        #expect(state.presences == [.unknown])
        #expect(state.contactsAsOf == now)
        #expect(state.knownContacts(at: now.advanced(by: .seconds(5))) == known)
    }

    @Test("what contacts tell of themselves is forgotten with the session")
    func detailsEnd() {
        var state = ServiceState(
            description: ServiceDescription(name: "home", address: "", protocolName: "XMPP"))
        state.replaceContacts([Contact(address: "bob@example.org", name: "", groups: [])])
        state.setDetails(0, ContactDetails(mood: "happy"))
        state.setDetails(7, ContactDetails(mood: "nobody"))
        #expect(state.details == [0: ContactDetails(mood: "happy")])
        state.forgetPresences(asOf: now)
        #expect(state.details.isEmpty)
    }
}

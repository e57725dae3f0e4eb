import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore

@MainActor
@Suite("presence at a loopback server")
struct DomainPresenceTests {
    private func pair() async throws -> (server: LoopbackXMPPServer, alice: TestClient, bob: TestClient) {
        let server = try Household.server()
        server.put(RosterRecord(address: "bob@porchlight.test", relation: .both), of: "alice")
        server.put(RosterRecord(address: "alice@porchlight.test", relation: .both), of: "bob")
        let alice = try await TestClient.signedIn(at: server)
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        // Each has seen the other come: what is told from now on is of what the test does.
        try await bob.settle()
        try await alice.settle()
        return (server, alice, bob)
    }

    @Test("it goes to contacts as it was said, and to nobody else")
    func broadcast() async throws {
        let (server, alice, bob) = try await pair()
        server.setContacts([])
        server.put(RosterRecord(address: "bob@porchlight.test", relation: .to), of: "alice")
        let before = bob.stanzas.count
        _ = try await alice.news(after: "<presence><show>away</show></presence>")
        try await bob.settle()
        #expect(bob.lines(from: before) == [])
        server.put(RosterRecord(address: "bob@porchlight.test", relation: .from), of: "alice")
        _ = try await alice.news(
            after:
                "<presence><show>dnd</show><idle xmlns='urn:xmpp:idle:1' since='2026-01-01T00:00:00Z'/></presence>"
        )
        try await bob.settle()
        #expect(
            bob.lines(from: before) == [
                "presence from alice@porchlight.test/den show (dnd) idle since=2026-01-01T00:00:00Z"
            ])
    }

    @Test("a connection that breaks is seen to go, once")
    func broken() async throws {
        let (_, alice, bob) = try await pair()
        let before = bob.stanzas.count
        alice.connection.abort()
        try await until("the news") { bob.stanzas.count > before }
        try await bob.settle()
        #expect(bob.lines(from: before) == ["presence unavailable from alice@porchlight.test/den"])
    }

    @Test("after the sign-out contacts see nobody, and the words of it can be asked for")
    func left() async throws {
        let (_, alice, bob) = try await pair()
        let before = bob.stanzas.count
        alice.send("<presence type='unavailable'><status>good night</status></presence></stream:stream>")
        try await until("the end") { alice.end != nil }
        try await bob.settle()
        #expect(
            bob.lines(from: before) == [
                "presence unavailable from alice@porchlight.test/den status (good night)"
            ])
        let news = try await bob.news(
            after: "<iq id='l' type='get' to='alice@porchlight.test'><query xmlns='jabber:iq:last'/></iq>")
        #expect(news.first?.hasPrefix("iq result l from alice@porchlight.test query seconds=") == true)
        #expect(news.first?.hasSuffix("(good night)") == true)
    }

    @Test("nobody else may ask when somebody was there last")
    func forbidden() async throws {
        let server = try Household.server([])
        let bob = try await TestClient.signedIn("bob", at: server)
        let news = try await bob.news(
            after: "<iq id='l' type='get' to='alice@porchlight.test'><query xmlns='jabber:iq:last'/></iq>")
        #expect(news == ["iq error l from alice@porchlight.test error type=auth (forbidden)"])
    }

    @Test("of people the server knows what it was told")
    func lastOfPeople() async throws {
        let dave = { (left: LoopbackContact.LastLeft?) in
            var dave = LoopbackContact(address: "dave@porchlight.test", name: "", groups: [])
            dave.lastLeft = left
            return dave
        }
        let ask = "<iq id='l' type='get' to='dave@porchlight.test'><query xmlns='jabber:iq:last'/></iq>"
        let known = try await TestClient.signedIn(
            at: Household.server([dave(.init(seconds: 7200, words: "gone fishing"))]))
        #expect(
            try await known.news(after: ask) == [
                "iq result l from dave@porchlight.test query seconds=7200 (gone fishing)"
            ])
        let unknown = try await TestClient.signedIn(at: Household.server([dave(nil)]))
        #expect(
            try await unknown.news(after: ask) == [
                "iq error l from dave@porchlight.test error type=cancel (item-not-found)"
            ])
    }

    @Test("a presence for one alone reaches that one, who is told of the end")
    func directed() async throws {
        let server = try Household.server()
        let alice = try await TestClient.signedIn(at: server)
        let bob = try await TestClient.signedIn("bob", at: server)
        let before = bob.stanzas.count
        _ = try await alice.news(after: "<presence to='bob@porchlight.test'><show>chat</show></presence>")
        _ = try await alice.news(after: "<presence type='unavailable'/>")
        try await bob.settle()
        #expect(
            bob.lines(from: before) == [
                "presence from alice@porchlight.test/den show (chat)",
                "presence unavailable from alice@porchlight.test/den",
            ])
    }

    @Test("invisible: contacts see the session go, and nothing of it until it is visible again")
    func invisible() async throws {
        let (_, alice, bob) = try await pair()
        let before = bob.stanzas.count
        #expect(
            try await alice.news(
                after: "<iq id='i' type='set'><invisible xmlns='urn:xmpp:invisible:1'/></iq>")
                == ["iq result i"])
        _ = try await alice.news(after: "<presence><show>dnd</show></presence>")
        try await bob.settle()
        #expect(bob.lines(from: before) == ["presence unavailable from alice@porchlight.test/den"])
        let hidden = bob.stanzas.count
        #expect(
            try await alice.news(after: "<iq id='w' type='set'><visible xmlns='urn:xmpp:invisible:1'/></iq>")
                == ["iq result w"])
        _ = try await alice.news(after: "<presence/>")
        try await bob.settle()
        #expect(bob.lines(from: hidden) == ["presence from alice@porchlight.test/den"])
    }

    @Test("invisible from the beginning: contacts' presence comes when it is wished")
    func invisibleFromTheBeginning() async throws {
        let server = try Household.server([Household.carol()])
        let client = try await TestClient(of: server)
        try await client.enterStream()
        _ = try await client.authenticate(.plain)
        client.open()
        client.send("<iq id='b' type='set'><bind xmlns='\(XMLNamespace.bind)'/></iq>")
        try await client.settle()
        let news = try await client.news(
            after: "<iq id='i' type='set'><invisible xmlns='urn:xmpp:invisible:1' probe='true'/></iq>")
        #expect(
            news == [
                "iq result i", "presence from carol@porchlight.test/phone show (away) status (back at three)",
            ])
        #expect(server.heard.isEmpty)
    }

    @Test("people who are idle say since when")
    func idle() async throws {
        let carol = Household.carol {
            $0.apply(.present(LoopbackResource(name: "phone", idleSince: "2026-01-01T00:00:00Z")))
        }
        let client = try await TestClient.signedIn(at: Household.server([carol]))
        #expect(
            client.lines().contains(
                "presence from carol@porchlight.test/phone idle since=2026-01-01T00:00:00Z"))
    }
}

import LoopbackServers
import Storytelling
import Testing
import XMPPCore

/// RFC 6121 section 3, step by step, between two accounts and with people whom the server plays.
@MainActor
@Suite("subscriptions at a loopback server")
struct SubscriptionTests {
    private let alice = "alice@porchlight.test"
    private let bob = "bob@porchlight.test"

    private func pair() async throws -> (server: LoopbackXMPPServer, alice: TestClient, bob: TestClient) {
        let server = try Household.server()
        return (
            server, try await .signedIn(at: server), try await .signedIn("bob", at: server, resource: "shed")
        )
    }

    private func item(_ address: String, _ subscription: String, asks: Bool = false) -> String {
        "iq set query (item jid=\(address) subscription=\(subscription)\(asks ? " ask=subscribe" : ""))"
    }

    @Test("asking, approving: each side is pushed each step, and presence flows after it")
    func approve() async throws {
        let (server, alice, bob) = try await pair()
        let bobBefore = bob.stanzas.count
        #expect(
            try await alice.news(after: "<presence to='bob@porchlight.test' type='subscribe'/>")
                == [item(self.bob, "none", asks: true)])
        try await bob.settle()
        #expect(bob.lines(from: bobBefore) == ["presence subscribe from \(self.alice)"])

        let before = alice.stanzas.count
        #expect(
            try await bob.news(after: "<presence to='alice@porchlight.test' type='subscribed'/>")
                == [item(self.alice, "from")])
        try await alice.settle()
        #expect(
            alice.lines(from: before) == [
                "presence subscribed from \(self.bob)", item(self.bob, "to"),
                "presence from \(self.bob)/shed",
            ])
        #expect(server.requests(to: "bob") == [])
    }

    @Test("a refusal takes the request back, and is a refusal to nobody else")
    func refuse() async throws {
        let (server, alice, bob) = try await pair()
        _ = try await alice.news(after: "<presence to='bob@porchlight.test' type='subscribe'/>")
        let before = alice.stanzas.count
        #expect(try await bob.news(after: "<presence to='alice@porchlight.test' type='unsubscribed'/>") == [])
        try await alice.settle()
        #expect(
            alice.lines(from: before) == ["presence unsubscribed from \(self.bob)", item(self.bob, "none")])
        #expect(server.requests(to: "bob") == [])
        // Again, with nothing to refuse.
        let after = alice.stanzas.count
        #expect(try await bob.news(after: "<presence to='alice@porchlight.test' type='unsubscribed'/>") == [])
        try await alice.settle()
        #expect(alice.lines(from: after) == [])
    }

    @Test(
        "whoever stops looking, and whoever stops showing, is told so; the one who looked sees the other go")
    func end() async throws {
        let server = try Household.server()
        server.put(RosterRecord(address: bob, relation: .both), of: "alice")
        server.put(RosterRecord(address: alice, relation: .both), of: "bob")
        let alice = try await TestClient.signedIn(at: server)
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        try await alice.settle()
        let bobBefore = bob.stanzas.count
        #expect(
            try await alice.news(after: "<presence to='bob@porchlight.test' type='unsubscribe'/>") == [
                item(self.bob, "from"), "presence unavailable from \(self.bob)/shed",
            ])
        try await bob.settle()
        #expect(
            bob.lines(from: bobBefore) == [
                "presence unsubscribe from \(self.alice)", item(self.alice, "to"),
            ])
        let later = bob.stanzas.count
        _ = try await alice.news(after: "<presence to='bob@porchlight.test' type='unsubscribed'/>")
        try await bob.settle()
        #expect(
            bob.lines(from: later) == [
                "presence unavailable from \(self.alice)/den", "presence unsubscribed from \(self.alice)",
                item(self.alice, "none"),
            ])
    }

    @Test("an approval that nobody asked for changes nothing")
    func unasked() async throws {
        let (server, alice, bob) = try await pair()
        let before = alice.stanzas.count
        #expect(try await bob.news(after: "<presence to='alice@porchlight.test' type='subscribed'/>") == [])
        server.take(
            XMLElement(
                "presence", namespace: "jabber:client",
                attributes: ["from": "eve@porchlight.test", "to": self.alice, "type": "subscribed"]))
        try await alice.settle()
        #expect(alice.lines(from: before) == [])
        #expect(server.roster(of: "alice").isEmpty)
    }

    @Test("a request comes at every sign-in until it is answered, with its words")
    func again() async throws {
        let server = try Household.server()
        server.ask("alice", from: "eve@porchlight.test", text: "it is me", nick: "Eve")
        let line = "presence subscribe from eve@porchlight.test status (it is me) nick (Eve)"
        for _ in 1...2 {
            let client = try await TestClient.signedIn(at: server)
            #expect(client.lines().last == line)
            client.signOut()
            try await until("the end") { client.end != nil }
        }
        let client = try await TestClient.signedIn(at: server)
        _ = try await client.news(after: "<presence to='eve@porchlight.test' type='subscribed'/>")
        client.signOut()
        try await until("the end") { client.end != nil }
        let last = try await TestClient.signedIn(at: server)
        #expect(!last.lines().contains(line))
        #expect(server.roster(of: "alice").map(\.relation) == [.from])
    }

    @Test("somebody who may see the account already is approved by the server")
    func twice() async throws {
        let server = try Household.server()
        server.put(RosterRecord(address: "eve@porchlight.test", relation: .from), of: "alice")
        let client = try await TestClient.signedIn(at: server)
        let before = client.stanzas.count
        let heard = server.heard.count
        server.ask("alice", from: "eve@porchlight.test")
        try await client.settle()
        #expect(client.lines(from: before) == [])
        #expect(server.heard[heard...].map(\.stanza.line) == ["presence subscribed from \(self.alice)"])
    }

    @Test(
        "people whom the server plays answer as they were told",
        arguments: [RequestAnswer.ignores, .accepts(after: .zero), .refuses(after: .zero)])
    func people(answer: RequestAnswer) async throws {
        let carol = Household.carol {
            $0.relation = nil
            $0.answer = answer
        }
        let server = try Household.server([carol])
        let client = try await TestClient.signedIn(at: server)
        let before = client.stanzas.count
        client.send("<presence to='carol@porchlight.test' type='subscribe'/>")
        try await client.settle()
        let asked = item("carol@porchlight.test", "none", asks: true)
        switch answer {
        case .ignores:
            #expect(client.lines(from: before) == [asked])
            #expect(server.heard.last?.stanza["type"] == "subscribe")
        case .accepts:
            try await until("her presence") { client.stanzas.last?["from"] == "carol@porchlight.test/phone" }
            #expect(
                client.lines(from: before).prefix(3) == [
                    asked, "presence subscribed from carol@porchlight.test",
                    item("carol@porchlight.test", "to"),
                ])
        case .refuses:
            try await until("her answer") { server.roster(of: "alice")[0].isAsking == false }
            try await client.settle()
            #expect(
                client.lines(from: before) == [
                    asked, "presence unsubscribed from carol@porchlight.test",
                    item("carol@porchlight.test", "none"),
                ])
        }
    }

    @Test("somebody unknown who says yes is somebody from then on")
    func strangers() async throws {
        let server = try Household.server([]) { $0.strangersAnswer = .accepts(after: .zero) }
        let client = try await TestClient.signedIn(at: server)
        client.send("<presence to='zelda@elsewhere.test' type='subscribe'/>")
        try await until("presence") { client.stanzas.last?["from"] == "zelda@elsewhere.test/phone" }
        #expect(server.contacts.map(\.address) == ["zelda@elsewhere.test"])
    }
}

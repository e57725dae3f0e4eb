import LoopbackServers
import Testing
import XMPPCore

@MainActor
@Suite("what people publish at a loopback server")
struct EventTests {
    private static let capabilities =
        "<presence><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='n' ver='v'/></presence>"

    /// Says which events the client follows, when the server has asked.
    private func follow(_ nodes: [String], _ client: TestClient) async throws -> [String] {
        client.send(Self.capabilities)
        try await client.settle()
        let question = try #require(
            client.stanzas.last { $0.child("query", "http://jabber.org/protocol/disco#info") != nil })
        #expect(question.children.first?["node"] == "n#v")
        #expect(question["from"] == "alice@porchlight.test")
        let features = nodes.map { "<feature var='\($0)+notify'/>" }.joined()
        return try await client.news(
            after: "<iq id='\(question["id"] ?? "")' type='result' to='alice@porchlight.test'>"
                + "<query xmlns='http://jabber.org/protocol/disco#info' node='n#v'>\(features)</query></iq>")
    }

    nonisolated private static let events: [(LoopbackEvent, String)] = [
        (.nick("Caz"), "nick (Caz)"),
        (.mood("happy", text: "sun!"), "mood (happy text (sun!))"),
        (.mood(nil), "mood"),
        (.activity("relaxing", "reading", text: "a book"), "activity (relaxing (reading) text (a book))"),
        (.activity(nil), "activity"),
        (.tune(artist: "A", title: "T"), "tune (artist (A) title (T))"),
        (.tune(artist: nil, title: nil), "tune"),
        (.avatar(id: "abc", bytes: 7), "metadata (info bytes=7 type=image/png)"),
    ]

    @Test("the last of each comes to those who follow it, and every new one", arguments: events)
    func follows(event: LoopbackEvent, line: String) async throws {
        let server = try Household.server([Household.carol { $0.events = [event] }])
        let client = try await TestClient.signedIn(at: server)
        let expected =
            "message headline from carol@porchlight.test event (items node=\(event.node) (item (\(line))))"
        #expect(try await follow([event.node], client) == [expected])
        let before = client.stanzas.count
        server.publish(contact: 0, event)
        try await client.settle()
        #expect(client.lines(from: before) == [expected])
        // Who is not seen any more is not heard.
        server.removeEntry("carol@porchlight.test", of: "alice")
        try await client.settle()
        let after = client.stanzas.count
        server.publish(contact: 0, event)
        try await client.settle()
        #expect(client.lines(from: after) == [])
    }

    @Test("who does not follow is not told, and is asked once")
    func doesNotFollow() async throws {
        let server = try Household.server([Household.carol { $0.events = [.mood("happy")] }])
        let client = try await TestClient.signedIn(at: server)
        #expect(try await follow(["http://jabber.org/protocol/tune"], client) == [])
        let before = client.stanzas.count
        server.publish(contact: 0, .mood("sad"))
        _ = try await client.news(after: Self.capabilities)
        #expect(client.lines(from: before).count { !$0.hasPrefix("presence") } == 0)
    }

    @Test("what an account publishes, its contacts get, and can ask for")
    func publish() async throws {
        let server = try Household.server()
        server.put(RosterRecord(address: "bob@porchlight.test", relation: .both), of: "alice")
        server.put(RosterRecord(address: "alice@porchlight.test", relation: .both), of: "bob")
        let alice = try await TestClient.signedIn(at: server)
        let bob = try await TestClient.signedIn("bob", at: server)
        _ = try await follow(["http://jabber.org/protocol/nick"], alice)
        let before = alice.stanzas.count
        let publish =
            "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='http://jabber.org/protocol/nick'>"
            + "<item><nick xmlns='http://jabber.org/protocol/nick'>Bo</nick></item></publish></pubsub>"
        #expect(try await bob.news(after: "<iq id='p' type='set'>\(publish)</iq>") == ["iq result p"])
        try await alice.settle()
        #expect(
            alice.lines(from: before) == [
                "message headline from bob@porchlight.test event "
                    + "(items node=http://jabber.org/protocol/nick (item (nick (Bo))))"
            ])
        let items =
            "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='http://jabber.org/protocol/nick'/></pubsub>"
        #expect(
            try await alice.news(after: "<iq id='g' type='get' to='bob@porchlight.test'>\(items)</iq>") == [
                "iq result g from bob@porchlight.test pubsub "
                    + "(items node=http://jabber.org/protocol/nick (item (nick (Bo))))"
            ])
    }

    @Test("the server says what is on")
    func disco() async throws {
        func features(_ features: Set<ServerFeature>) async throws -> Set<String> {
            let server = try Household.server([]) { $0.features = features }
            let client = try await TestClient.signedIn(at: server)
            _ = try await client.news(
                after: "<iq id='d' type='get' to='porchlight.test'>"
                    + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
            let query = try #require(client.stanzas.last { $0["id"] == "d" }?.children.first)
            return Set(query.children.compactMap { $0["var"] })
        }
        let all = try await features(ServerFeature.all)
        for name in ["urn:xmpp:blocking", "urn:xmpp:invisible:1", "jabber:iq:last", "urn:xmpp:carbons:2"] {
            #expect(all.contains(name))
        }
        let none = try await features([])
        #expect(
            none == [
                "http://jabber.org/protocol/disco#info", "http://jabber.org/protocol/disco#items",
                "urn:xmpp:ping",
            ])
    }

    @Test(
        "what is off is refused",
        arguments: [
            "<blocklist xmlns='urn:xmpp:blocking'/>", "<query xmlns='jabber:iq:last'/>",
            "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='n'/></pubsub>",
        ])
    func off(query: String) async throws {
        let client = try await TestClient.signedIn(at: Household.server([]) { $0.features = [] })
        #expect(
            try await client.news(after: "<iq id='o' type='get'>\(query)</iq>") == [
                "iq error o error type=cancel (service-unavailable)"
            ])
    }
}

import LoopbackServers
import Testing
import XMPPCore

@MainActor
@Suite("blocking at a loopback server")
struct BlockingTests {
    private func change(_ name: String, _ address: String?) -> String {
        let item = address.map { "<item jid='\($0)'/>" } ?? ""
        return "<iq id='c' type='set'><\(name) xmlns='urn:xmpp:blocking'>\(item)</\(name)></iq>"
    }

    private let list = "<iq id='l' type='get'><blocklist xmlns='urn:xmpp:blocking'/></iq>"

    private func pair() async throws -> (server: LoopbackXMPPServer, alice: TestClient, bob: TestClient) {
        let server = try Household.server()
        server.put(RosterRecord(address: "bob@porchlight.test", relation: .both), of: "alice")
        server.put(RosterRecord(address: "alice@porchlight.test", relation: .both), of: "bob")
        return (
            server, try await .signedIn(at: server), try await .signedIn("bob", at: server, resource: "shed")
        )
    }

    @Test(
        "the blocked sees the account go, the account hears nothing more; unblocked, the blocked sees it again"
    )
    func block() async throws {
        let (server, alice, bob) = try await pair()
        #expect(try await alice.news(after: list) == ["iq result l blocklist"])
        let before = bob.stanzas.count
        #expect(
            try await alice.news(after: change("block", "bob@porchlight.test")) == [
                "iq result c", "iq set block (item jid=bob@porchlight.test)",
            ])
        let silent = alice.stanzas.count
        _ = try await bob.news(after: "<presence><show>dnd</show></presence>")
        try await alice.settle()
        #expect(alice.lines(from: silent) == [])
        _ = try await alice.news(after: "<presence><show>away</show></presence>")
        try await bob.settle()
        #expect(
            bob.lines(from: before).filter { $0.contains("alice") } == [
                "presence unavailable from alice@porchlight.test/den"
            ])
        #expect(server.blocked(by: "alice") == ["bob@porchlight.test"])
        #expect(try await alice.news(after: list) == ["iq result l blocklist (item jid=bob@porchlight.test)"])

        let later = bob.stanzas.count
        #expect(
            try await alice.news(after: change("unblock", "bob@porchlight.test")) == [
                "iq result c", "iq set unblock (item jid=bob@porchlight.test)",
            ])
        try await bob.settle()
        #expect(bob.lines(from: later) == ["presence from alice@porchlight.test/den show (away)"])
    }

    @Test(
        "a whole domain, one connection, everybody unblocked",
        arguments: ["porchlight.test", "bob@porchlight.test/shed"])
    func kinds(address: String) async throws {
        let (server, alice, bob) = try await pair()
        _ = try await alice.news(after: change("block", address))
        let silent = alice.stanzas.count
        _ = try await bob.news(after: "<presence><show>dnd</show></presence>")
        try await alice.settle()
        #expect(alice.lines(from: silent) == [])
        _ = try await alice.news(after: change("unblock", nil))
        #expect(server.blocked(by: "alice") == [])
        _ = try await bob.news(after: "<presence><show>away</show></presence>")
        try await alice.settle()
        #expect(alice.lines().last == "presence from bob@porchlight.test/shed show (away)")
    }

    @Test("only those are told who have asked for the block list")
    func uninterested() async throws {
        let (server, alice, _) = try await pair()
        let other = try await TestClient.signedIn(at: server, resource: "hall")
        try await alice.settle()
        let before = alice.stanzas.count
        _ = try await other.news(after: change("block", "eve@porchlight.test"))
        try await alice.settle()
        #expect(alice.lines(from: before) == [])
    }

    @Test("what is said to the blocked comes back, and what the blocked asks gets the answer of nobody")
    func errors() async throws {
        let (_, alice, bob) = try await pair()
        _ = try await alice.news(after: change("block", "bob@porchlight.test"))
        #expect(
            try await alice.news(after: "<message id='m' to='bob@porchlight.test'/>") == [
                "message error m from bob@porchlight.test error type=cancel (not-acceptable blocked)"
            ])
        #expect(
            try await bob.news(
                after:
                    "<iq id='q' type='get' to='alice@porchlight.test/den'><ping xmlns='urn:xmpp:ping'/></iq>")
                == ["iq error q from alice@porchlight.test/den error type=cancel (service-unavailable)"])
    }

    @Test("requests of the blocked do not arrive")
    func requests() async throws {
        let server = try Household.server()
        let client = try await TestClient.signedIn(at: server)
        _ = try await client.news(after: change("block", "eve@porchlight.test"))
        let before = client.stanzas.count
        server.ask("alice", from: "eve@porchlight.test")
        try await client.settle()
        #expect(client.lines(from: before) == [])
        #expect(server.requests(to: "alice") == [])
    }

    @Test("people whom the server plays are not seen while they are blocked, and see nothing")
    func people() async throws {
        let server = try Household.server([Household.carol()])
        let client = try await TestClient.signedIn(at: server)
        _ = try await client.news(after: change("block", "carol@porchlight.test"))
        #expect(server.heard.last?.stanza.line == "presence unavailable from alice@porchlight.test/den")
        let before = client.stanzas.count
        let heard = server.heard.count
        server.change(contact: 0, .present(LoopbackResource(name: "phone", show: .dnd)))
        _ = try await client.news(after: "<presence/>")
        #expect(client.lines(from: before) == ["presence from alice@porchlight.test/den"])
        #expect(server.heard.count == heard)
    }
}

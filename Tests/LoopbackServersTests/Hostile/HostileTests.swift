import LoopbackServers
import Testing
import XMPPCore

@MainActor
@Suite("what a loopback server lets through that it should not")
struct HostileTests {
    private func pair(_ change: (inout ServerSettings) -> Void = { _ in }) async throws -> (
        server: LoopbackXMPPServer, client: TestClient
    ) {
        let server = try Household.server([Household.carol()], change)
        return (server, try await TestClient.signedIn(at: server))
    }

    nonisolated private static let senders: [(ForgedSender, String?)] = [
        (.nobody, nil), (.ownAccount, "alice@porchlight.test"), (.ownConnection, "alice@porchlight.test/den"),
        (.otherConnection, "alice@porchlight.test/elsewhere"), (.ownDomain, "porchlight.test"),
        (.contact, "carol@porchlight.test"), (.stranger, "mallory@elsewhere.test/trap"),
    ]

    nonisolated private static let changes: [(ForgedRosterChange, String)] = [
        (.add, "iq set forged query (item jid=intruder@elsewhere.test subscription=both)"),
        (
            .rename,
            "iq set forged query (item jid=carol@porchlight.test subscription=both name=Somebody else)"
        ),
        (.remove, "iq set forged query (item jid=carol@porchlight.test subscription=remove)"),
    ]

    @Test("pushes come in any name, and change nothing at the server", arguments: Self.senders, Self.changes)
    func pushes(sender: (ForgedSender, String?), change: (ForgedRosterChange, String)) async throws {
        let (server, client) = try await pair()
        server.forgePush(change.0, from: sender.0)
        try await client.settle()
        let push = try #require(client.stanzas.last { $0["id"] == "forged" })
        #expect(push["from"] == sender.1)
        #expect(push["to"] == "alice@porchlight.test/den")
        #expect(push.addressed(from: nil).line == change.1)
        #expect(server.roster(of: "alice").map(\.address) == ["carol@porchlight.test"])
    }

    @Test("presence comes in any name", arguments: Self.senders)
    func presence(sender: (ForgedSender, String?)) async throws {
        let (server, client) = try await pair()
        server.forgePresence(from: sender.0, text: "forged")
        try await client.settle()
        let presence = try #require(client.stanzas.last { $0.line.contains("forged") })
        #expect(presence["from"] == sender.1)
    }

    @Test(
        "answers come before the true one, or instead of it",
        arguments: [ForgedReply.Truth.follows, .neverComes])
    func replies(truth: ForgedReply.Truth) async throws {
        let (_, client) = try await pair {
            $0.forgedReply = ForgedReply(
                to: "urn:xmpp:blocking", from: .stranger,
                payload: [XMLElement("blocklist", namespace: "urn:xmpp:blocking")], truth: truth)
        }
        let news = try await client.news(
            after: "<iq id='q' type='get'><blocklist xmlns='urn:xmpp:blocking'/></iq>")
        let forged = "iq result q from mallory@elsewhere.test/trap blocklist"
        #expect(news == (truth == .follows ? [forged, "iq result q blocklist"] : [forged]))
    }

    @Test("stanzas come wrapped as another's", arguments: ForwardedStanza.allCases)
    func forwarded(wrapping: ForwardedStanza) async throws {
        let (server, client) = try await pair()
        let inner = XMLElement(
            "presence", namespace: "jabber:client",
            attributes: ["from": "carol@porchlight.test/phone", "type": "unavailable"])
        server.forward(inner, wrapping, from: .ownAccount)
        try await client.settle()
        let message = try #require(client.stanzas.last { $0.name == "message" })
        #expect(message["from"] == "alice@porchlight.test")
        let wrapped = wrapping == .alone ? message.children[0] : message.children[0].children[0]
        #expect(wrapped.name == "forwarded")
        #expect(wrapped.children.map(\.line) == ["presence unavailable from carol@porchlight.test/phone"])
    }

    @Test("twelve different questions of a stranger", arguments: StrangerProbe.allCases)
    func probes(probe: StrangerProbe) async throws {
        let (server, client) = try await pair()
        server.probe(probe)
        try await client.settle()
        let stanza = try #require(client.stanzas.last { $0["from"] == "mallory@elsewhere.test/trap" })
        #expect(stanza["to"] == "alice@porchlight.test/den")
        #expect(
            Set(StrangerProbe.allCases.map { $0.stanza(from: "a", to: "b", id: "c").serialized() }).count
                == 12)
    }

    @Test("requests of many, each of another, none of which is remembered")
    func requests() async throws {
        let (server, client) = try await pair()
        server.flood(requests: 500)
        try await client.settle()
        let askers = client.stanzas.filter { $0["type"] == "subscribe" }.compactMap { $0["from"] }
        #expect(Set(askers).count == 500)
        #expect(server.requests(to: "alice").isEmpty)
    }
}

extension XMLElement {
    /// The stanza with another sender.
    fileprivate func addressed(from sender: String?) -> XMLElement {
        var copy = self
        copy.attributes.removeAll { $0.name == "from" }
        copy.set("from", sender)
        return copy
    }
}

import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore

/// XEP-0388 and XEP-0386 over raw bytes.
@MainActor
@Suite("signing in to a loopback server in one go")
struct ExtensibleSASLTests {
    private static let space = "urn:xmpp:sasl:2"
    nonisolated private static let lantern = Base64.encode(Array("\0alice\0lantern".utf8))

    private func server(_ change: (inout ServerSettings) -> Void = { _ in }) throws -> LoopbackXMPPServer {
        try Household.server([Household.carol()]) {
            $0.features = ServerFeature.all
            change(&$0)
        }
    }

    private func request(_ inline: String, proof: String = lantern) -> String {
        "<authenticate xmlns='\(Self.space)' mechanism='PLAIN'><initial-response>\(proof)</initial-response>\(inline)</authenticate>"
    }

    private func entered(_ server: LoopbackXMPPServer) async throws -> TestClient {
        let client = try await TestClient(of: server)
        try await client.enterStream()
        return client
    }

    private func success(_ client: TestClient) async throws -> XMLElement {
        try await until("features after success") { client.stanzas.count { $0.name == "features" } == 2 }
        return try #require(client.stanzas.first { $0.name == "success" })
    }

    @Test("what is on is offered, and nothing else")
    func offer() async throws {
        let client = try await entered(try server())
        let offer = try #require(client.stanzas[0].child("authentication", Self.space))
        #expect(
            offer.children.map(\.name) == ["mechanism", "inline"])
        let inline = try #require(offer.child("inline", Self.space))
        #expect(inline.children.map(\.name) == ["bind", "sm"])
        let inBind = inline.children[0].children.first?.children.compactMap { $0["var"] }
        #expect(inBind == ["urn:xmpp:carbons:2", "urn:xmpp:csi:0", "urn:xmpp:sm:3"])

        let plain = try await entered(try server { $0.features = [.sasl2] })
        let less = try #require(
            plain.stanzas[0].child("authentication", Self.space)?.child("inline", Self.space))
        #expect(less.children.map(\.name) == ["bind"])
        #expect(less.children[0].children.first?.children.isEmpty == true)

        let none = try await entered(try server { $0.features = [] })
        #expect(none.stanzas[0].children.map(\.name) == ["mechanisms"])
        none.send(request(""))
        try await until("the end") { none.end != nil }
    }

    @Test("proof, session and features come at once, the stream goes on, and presence flows")
    func bind() async throws {
        let server = try server()
        let client = try await entered(server)
        client.send(request("<bind xmlns='urn:xmpp:bind:0'><tag>Porchlight</tag></bind>"))
        let success = try await success(client)
        let address = try #require(success.child("authorization-identifier", Self.space)?.text)
        #expect(address.hasPrefix("alice@porchlight.test/Porchlight~"))
        #expect(success.child("bound", "urn:xmpp:bind:0") != nil)
        #expect(try await client.news(after: "<presence/>").contains("presence from \(address)"))
        #expect(server.clientCount == 1)
    }

    @Test("the session may be managed, and the client be looked at or not, from the beginning")
    func inline() async throws {
        let server = try server()
        let client = try await entered(server)
        client.send(
            request(
                "<bind xmlns='urn:xmpp:bind:0'><enable xmlns='urn:xmpp:sm:3' resume='true'/>"
                    + "<inactive xmlns='urn:xmpp:csi:0'/><enable xmlns='urn:xmpp:carbons:2'/></bind>"))
        let success = try await success(client)
        let enabled = try #require(
            success.child("bound", "urn:xmpp:bind:0")?.child("enabled", "urn:xmpp:sm:3"))
        #expect(enabled["id"] != nil)
        #expect(server.records[0].clientStates == [.inactive])
        #expect(server.records[0].carbonsWanted != nil)
        client.send("<presence/><r xmlns='urn:xmpp:sm:3'/>")
        try await until("1") { client.stanzas.last { $0.name == "a" }?["h"] == "1" }

        // And it is resumed in the same way.
        client.connection.abort()
        try await until("the end") { server.records[0].end != nil }
        let again = try await entered(server)
        again.send(request("<resume xmlns='urn:xmpp:sm:3' previd='\(enabled["id"] ?? "")' h='0'/>"))
        let resumed = try await self.success(again)
        #expect(resumed.child("resumed", "urn:xmpp:sm:3")?["h"] == "1")
        #expect(
            resumed.child("authorization-identifier", Self.space)?.text
                == success.child("authorization-identifier", Self.space)?.text)
        try await until("what was in doubt") { again.stanzas.last?.name == "r" }
        #expect(again.stanzas.contains { $0.name == "presence" })
    }

    @Test("a session that is gone is told, and the client bound all the same if it asked for that")
    func gone() async throws {
        let client = try await entered(try server())
        client.send(
            request("<resume xmlns='urn:xmpp:sm:3' previd='gone' h='0'/><bind xmlns='urn:xmpp:bind:0'/>"))
        let success = try await success(client)
        #expect(success.child("failed", "urn:xmpp:sm:3")?.children.map(\.name) == ["item-not-found"])
        #expect(success.child("bound", "urn:xmpp:bind:0") != nil)
    }

    @Test("without a wish to be bound the client has still to bind")
    func unbound() async throws {
        let client = try await entered(try server())
        client.send(request(""))
        let success = try await success(client)
        #expect(success.child("authorization-identifier", Self.space)?.text == "alice@porchlight.test")
        client.send("<iq id='b' type='set'><bind xmlns='\(XMLNamespace.bind)'/></iq>")
        try await until("bound") { client.stanzas.last?["id"] == "b" }
    }

    @Test("a wrong password is refused in the words of the extension, and may be followed by the right one")
    func refused() async throws {
        let client = try await entered(try server())
        client.send(request("", proof: Base64.encode(Array("\0alice\0lamp".utf8))))
        try await until("a refusal") { client.stanzas.last?.name == "failure" }
        #expect(client.stanzas.last?.namespace == Self.space)
        #expect(client.stanzas.last?.child("not-authorized", XMLNamespace.sasl) != nil)
        client.send(request("<bind xmlns='urn:xmpp:bind:0'/>"))
        _ = try await success(client)
    }

    @Test(
        "SCRAM goes to and fro in the words of the extension",
        arguments: [SignInStep.challenge, .success, .bound, nil])
    func scram(silent: SignInStep?) async throws {
        let server = try server {
            $0.mechanisms = [.scramSHA256]
            $0.fault = silent.map { .instead(of: $0, .silence) }
        }
        let client = try await entered(server)
        let exchange = try SASLExchange(
            SASLChoice(.scramSHA256), username: "alice", password: Secret("lantern"))
        let first = Base64.encode(try exchange.start())
        client.send(
            "<authenticate xmlns='\(Self.space)' mechanism='SCRAM-SHA-256'><initial-response>\(first)"
                + "</initial-response><bind xmlns='urn:xmpp:bind:0'/></authenticate>")
        try await until("a challenge") {
            client.stanzas.last?.name == "challenge" || server.records[0].spoiled != nil
        }
        guard silent != .challenge else { return #expect(client.stanzas.count == 1) }
        let challenge = try #require(client.stanzas.last)
        #expect(challenge.namespace == Self.space)
        let answer = try exchange.step(try #require(Base64.decode(challenge.text.utf8)))
        client.send("<response xmlns='\(Self.space)'>\(Base64.encode(answer))</response>")
        guard silent == nil else {
            try await until("silence") { server.records[0].spoiled != nil }
            return #expect(client.stanzas.count == 2)
        }
        let success = try await success(client)
        let data = try #require(success.child("additional-data", Self.space)?.text)
        try exchange.finish(Base64.decode(data.utf8))
    }
}

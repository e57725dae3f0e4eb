import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore

@MainActor
@Suite("proofs bound to the connection with a loopback server")
struct LoopbackBindingTests {
    private func server(_ change: (inout ServerSettings) -> Void = { _ in }) throws -> LoopbackXMPPServer {
        var settings = ServerSettings()
        settings.mechanisms = [.scramSHA256Plus, .scramSHA256]
        settings.channelBindings = [.tlsExporter]
        change(&settings)
        return try LoopbackXMPPServer(settings: settings)
    }

    private func offer(_ client: TestClient) -> (mechanisms: [String], bindings: [String]?) {
        let features = client.stanzas.last { $0.name == "features" }
        return (
            features?.child("mechanisms", XMLNamespace.sasl)?.children.map(\.text) ?? [],
            features?.child("sasl-channel-binding", "urn:xmpp:sasl-cb:0")?.children.compactMap { $0["type"] }
        )
    }

    /// The server's verdict on a proof by this choice: "success", or the condition of the refusal.
    private func verdict(
        _ choice: SASLChoice, bindingData: [UInt8] = [], _ client: TestClient
    ) async throws -> String {
        let exchange = try SASLExchange(
            choice, username: "alice", password: Secret("lantern"), bindingData: bindingData)
        let first = Base64.encode(try exchange.start())
        client.send(
            "<auth xmlns='\(XMLNamespace.sasl)' mechanism='\(choice.mechanism.rawValue)'>\(first)</auth>")
        try await until("an answer") { ["challenge", "failure"].contains(client.stanzas.last?.name) }
        guard let challenge = client.stanzas.last, challenge.name == "challenge" else {
            return client.stanzas.last?.children.first?.name ?? ""
        }
        let answer = try exchange.step(try #require(Base64.decode(challenge.text.utf8)))
        client.send("<response xmlns='\(XMLNamespace.sasl)'>\(Base64.encode(answer))</response>")
        try await until("a verdict") { ["success", "failure"].contains(client.stanzas.last?.name) }
        return client.stanzas.last?.children.first?.name ?? client.stanzas.last?.name ?? ""
    }

    private func entered(_ change: (inout ServerSettings) -> Void = { _ in }) async throws -> TestClient {
        let client = try await TestClient(of: try server(change))
        try await client.enterStream()
        return client
    }

    @Test("what can be bound is listed, inside TLS alone, and only as far as it is set")
    func offers() async throws {
        let all = offer(try await entered())
        #expect(all.mechanisms == ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"])
        #expect(all.bindings == ["tls-exporter"])
        let unlisted = offer(try await entered { $0.features = [] })
        #expect(unlisted.mechanisms == ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"])
        #expect(unlisted.bindings == nil)
        let plain = offer(try await entered { $0.security = .none })
        #expect(plain.mechanisms == ["SCRAM-SHA-256"])
        #expect(plain.bindings == nil)
        let stripped = offer(try await entered { $0.fault = .withoutBindings })
        #expect(stripped.mechanisms == ["SCRAM-SHA-256"])
        #expect(stripped.bindings == nil)
    }

    @Test("a proof that is bound to this connection is accepted")
    func accepts() async throws {
        let client = try await entered()
        let data = try #require(client.connection.bytes(of: .exporter))
        #expect(
            try await verdict(.init(.scramSHA256Plus, .bound(.tlsExporter)), bindingData: data, client)
                == "success")
    }

    @Test("a proof that is bound to another connection is refused")
    func refuses() async throws {
        let client = try await entered()
        let other = try await entered()
        let data = try #require(other.connection.bytes(of: .exporter))
        #expect(
            try await verdict(.init(.scramSHA256Plus, .bound(.tlsExporter)), bindingData: data, client)
                == "not-authorized")
    }

    @Test(
        "a client that was told of no binding, but could have bound its proof, is refused: somebody is between"
    )
    func downgrade() async throws {
        let client = try await entered { $0.fault = .withoutBindings }
        #expect(try await verdict(.init(.scramSHA256, .notOffered), client) != "success")
        let honest = try await entered {
            $0.mechanisms = [.scramSHA256]
            $0.channelBindings = []
        }
        #expect(try await verdict(.init(.scramSHA256, .notOffered), honest) == "success")
    }
}

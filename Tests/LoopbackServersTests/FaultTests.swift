import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore

@MainActor
@Suite("faults at sign-in")
struct FaultTests {
    private func server(_ fault: SignInFault, _ change: (inout ServerSettings) -> Void = { _ in }) throws
        -> LoopbackXMPPServer
    {
        var settings = ServerSettings()
        settings.fault = fault
        change(&settings)
        return try LoopbackXMPPServer(settings: settings)
    }

    @Test(
        "the step that is to be silent is not reached, the one before it is", arguments: SignInStep.allCases)
    func silence(step: SignInStep) async throws {
        let server = try server(.instead(of: step, .silence))
        let client = try await TestClient(of: server)
        let signIn = Task { try? await client.signInQuietly() }
        try await until("silence") { client.lastHeard == step.before }
        signIn.cancel()
        await signIn.value
        #expect(client.lastHeard == step.before)
        #expect(client.end == nil)
        #expect(server.records[0].signedIn == nil || step == .roster)
    }

    @Test("garbage comes as it was given")
    func garbage() async throws {
        let client = try await TestClient(of: try server(.instead(of: .header, .webServer)))
        client.open()
        try await until("garbage") { client.text.hasPrefix("HTTP/1.1 400 Bad Request\r\n") }
    }

    @Test("a stream error instead of the opening tag still comes in a stream")
    func streamError() async throws {
        let client = try await TestClient(
            of: try server(.instead(of: .header, .streamError(condition: "host-unknown"))))
        client.open()
        try await until("the end") { client.end != nil }
        #expect(client.elements.map { $0.children.map(\.name) } == [["host-unknown"]])
        #expect(client.isClosed)
    }

    @Test("a closing tag instead of a step waits for the client's")
    func closingTag() async throws {
        let client = try await TestClient(of: try server(.instead(of: .features, .closingTag)))
        client.open()
        try await until("the closing tag") { client.isClosed }
        client.send("</stream:stream>")
        try await until("the end") { client.end != nil }
    }

    @Test("an end, or a reset, instead of a step")
    func ends() async throws {
        let closed = try await TestClient(of: try server(.instead(of: .features, .close)))
        closed.open()
        try await until("the end") { closed.end != nil }
        #expect(closed.end == .endOfFile(closeNotify: false))
        #expect(closed.items.count == 1)

        let broken = try await TestClient(of: try server(.instead(of: .header, .reset)))
        broken.open()
        try await until("the end") { broken.end != nil }
        #expect(broken.end == .failed(.reset))
    }

    @Test("without STARTTLS the mechanisms are offered on the plain stream")
    func withoutSTARTTLS() async throws {
        let client = try await TestClient(of: try server(.withoutSTARTTLS))
        client.open()
        let features = try await client.element("features")
        #expect(features.children.map(\.name) == ["mechanisms"])
    }

    @Test("the injected bytes come unencrypted, with <proceed/>")
    func injection() async throws {
        let client = try await TestClient(of: try server(.injectionAfterProceed(Array("<injected/>".utf8))))
        client.open()
        _ = try await client.element("features")
        client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
        try await until("both") {
            client.text.hasSuffix("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><injected/>")
        }
    }

    @Test("the right password is refused with the given condition")
    func refusal() async throws {
        let client = try await TestClient(of: try server(.refusal(condition: "account-disabled")))
        try await client.enterStream()
        #expect(try await client.authenticate().children.map(\.name) == ["account-disabled"])
    }

    @Test("a false signature is seen by an honest client")
    func falseSignature() async throws {
        let client = try await TestClient(of: try server(.falseSignature))
        try await client.enterStream()
        await #expect(throws: SASLFailure.serverUnproved) { _ = try await client.authenticate() }
    }

    @Test("the connection ends after exactly so many bytes", arguments: [1, 100, 200, 250])
    func closesAfter(bytes: Int) async throws {
        let client = try await TestClient(of: try server(.closesAfter(bytes: bytes)))
        client.open()
        try await until("the end") { client.end != nil }
        #expect(client.bytes.count == bytes)
    }
}

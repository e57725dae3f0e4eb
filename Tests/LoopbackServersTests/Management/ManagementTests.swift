import LoopbackServers
import SASL
import Storytelling
import Testing
import Transport
import XMPPCore

/// XEP-0198 over raw bytes.
@MainActor
@Suite("stream management at a loopback server")
struct ManagementTests {
    private static let space = "urn:xmpp:sm:3"
    private let enable = "<enable xmlns='urn:xmpp:sm:3' resume='true'/>"
    private let bob = "bob@porchlight.test"

    private func server(
        _ manner: ManagementManner = .honest, hold: Duration = .seconds(300)
    ) throws -> LoopbackXMPPServer {
        let server = try Household.server([Household.carol()]) {
            $0.features = ServerFeature.all
            $0.management = manner
            $0.holdTime = hold
        }
        server.put(RosterRecord(address: bob, relation: .both), of: "alice")
        server.put(RosterRecord(address: "alice@porchlight.test", relation: .both), of: "bob")
        return server
    }

    /// A client whose stream is managed, with its token.
    private func managed(_ server: LoopbackXMPPServer) async throws -> (client: TestClient, token: String) {
        let client = try await TestClient.signedIn(at: server)
        client.send(enable)
        try await until("an answer") { client.stanzas.last?.name == "enabled" }
        let enabled = try #require(client.stanzas.last)
        #expect(enabled["resume"] == "true" && enabled["max"] == "300")
        return (client, try #require(enabled["id"]))
    }

    /// A client that is authenticated and has said that it wants to resume.
    private func resuming(_ server: LoopbackXMPPServer, _ token: String, h: Int) async throws -> TestClient {
        let client = try await TestClient(of: server)
        try await client.enterStream()
        _ = try await client.authenticate(.plain)
        client.open()
        _ = try await client.element("features")
        client.send("<resume xmlns='urn:xmpp:sm:3' previd='\(token)' h='\(h)'/>")
        try await until("an answer") { client.stanzas.count > 1 }
        return client
    }

    /// What a client has heard of alice.
    private func ofAlice(_ client: TestClient, from place: Int) -> [String] {
        client.lines(from: place).filter { $0.contains("alice") }
    }

    /// How many stanzas a client has got.
    private func count(_ client: TestClient, from place: Int) -> Int {
        client.stanzas[place...].count { ["iq", "presence", "message"].contains($0.name) }
    }

    @Test("is offered, and begins with the answer")
    func enables() async throws {
        let server = try server()
        let (client, _) = try await managed(server)
        #expect(client.stanzas.first { $0.name == "features" }?.child("sm", Self.space) != nil)
        client.send(enable)
        try await until("a refusal") { client.stanzas.last?.name == "failed" }
    }

    @Test("the server tells how many stanzas it has handled, counted from the beginning of the management")
    func acknowledges() async throws {
        let (client, _) = try await managed(try server())
        client.send("<r xmlns='urn:xmpp:sm:3'/>")
        try await until("0") { client.stanzas.last?["h"] == "0" }
        client.send(
            "<presence/><message/><iq id='x' type='result'/> <a xmlns='urn:xmpp:sm:3' h='0'/><inactive xmlns='urn:xmpp:csi:0'/><r xmlns='urn:xmpp:sm:3'/>"
        )
        try await until("3") { client.stanzas.last { $0.name == "a" }?["h"] == "3" }
    }

    @Test("the server asks behind what it sends, and notes the answers")
    func asks() async throws {
        let server = try server()
        let (client, _) = try await managed(server)
        server.change(contact: 0, .present(LoopbackResource(name: "phone")))
        try await until("a question") { client.stanzas.last?.name == "r" }
        client.send("<a xmlns='urn:xmpp:sm:3' h='1'/>")
        try await until("the answer") { server.records[0].acknowledged == 1 }
    }

    @Test("more than was sent ends the stream")
    func tooHigh() async throws {
        let (client, _) = try await managed(try server())
        client.send("<a xmlns='urn:xmpp:sm:3' h='7'/>")
        try await until("the end") { client.end != nil }
        let error = try #require(client.stanzas.last)
        #expect(error.children.map(\.name) == ["undefined-condition", "handled-count-too-high"])
        #expect(error.children[1]["h"] == "7" && error.children[1]["send-count"] == "0")
    }

    @Test("a broken connection leaves the session: contacts see nothing, and what was missed comes after it")
    func resumes() async throws {
        let server = try server()
        let (client, token) = try await managed(server)
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        try await until("his presence") { client.stanzas.last?.name == "r" }
        client.send("<presence><show>dnd</show></presence><a xmlns='urn:xmpp:sm:3' h='1'/>")
        try await until("it") { bob.stanzas.last?.line.contains("dnd") == true }
        try await until("own presence") {
            self.count(client, from: 0) >= 1 && client.stanzas.last?.name == "r"
        }
        let before = bob.stanzas.count
        client.connection.abort()
        try await until("the end") { server.records[0].end != nil }
        server.change(contact: 0, .present(LoopbackResource(name: "phone", text: "missed")))
        let again = try await resuming(server, token, h: 1)
        try await until("a question") { again.stanzas.last?.name == "r" }
        #expect(
            again.lines(from: 1)
                == [
                    "resumed previd", "presence from alice@porchlight.test/den show (dnd)",
                    "presence from carol@porchlight.test/phone status (missed)", "r",
                ].map { $0 == "resumed previd" ? "resumed" : $0 })
        #expect(again.stanzas[1]["h"] == "1" && again.stanzas[1]["previd"] == token)
        try await bob.settle()
        #expect(ofAlice(bob, from: before) == [])
        #expect(server.records[2].resumed != nil && server.records[2].signedIn != nil)
        // The session is as it was.
        _ = try await again.news(after: "<presence><show>away</show></presence>")
        try await bob.settle()
        #expect(ofAlice(bob, from: before) == ["presence from alice@porchlight.test/den show (away)"])
    }

    @Test("the session moves even if the old connection still seems to live, which then ends")
    func moves() async throws {
        let server = try server()
        let (client, token) = try await managed(server)
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        let before = bob.stanzas.count
        let again = try await resuming(server, token, h: 0)
        #expect(again.stanzas[1].name == "resumed")
        try await until("the end") { client.end != nil }
        #expect(client.stanzas.last?.children.map(\.name) == ["conflict"])
        try await again.settle()
        try await bob.settle()
        #expect(bob.lines(from: before) == [])
    }

    @Test("after the hold time contacts see the session go, and it cannot be resumed")
    func expires() async throws {
        let server = try server(hold: .zero)
        let client = try await TestClient.signedIn(at: server)
        client.send(enable)
        try await until("an answer") { client.stanzas.last?.name == "enabled" }
        let token = try #require(client.stanzas.last?["id"])
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        let before = bob.stanzas.count
        client.connection.abort()
        try await until("the news") { bob.stanzas.count > before }
        #expect(bob.lines(from: before) == ["presence unavailable from alice@porchlight.test/den"])
        let again = try await resuming(server, token, h: 0)
        #expect(again.lines(from: 1) == ["failed item-not-found"])
        // It may still bind.
        again.send("<iq id='b' type='set'><bind xmlns='\(XMLNamespace.bind)'/></iq>")
        try await until("bound") { again.stanzas.last?["id"] == "b" }
        #expect(again.stanzas.last?["type"] == "result")
    }

    @Test("a closed stream is no session any more")
    func closes() async throws {
        let server = try server()
        let (client, token) = try await managed(server)
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        let before = bob.stanzas.count
        client.send("</stream:stream>")
        try await until("the end") { client.end != nil }
        try await bob.settle()
        #expect(bob.lines(from: before) == ["presence unavailable from alice@porchlight.test/den"])
        #expect(try await resuming(server, token, h: 0).lines(from: 1) == ["failed item-not-found"])
    }

    // MARK: Manners

    @Test("refuses to enable")
    func refusesToEnable() async throws {
        let client = try await TestClient.signedIn(at: server(.refusesToEnable))
        client.send(enable)
        try await until("an answer") { client.stanzas.last?.line == "failed unexpected-request" }
        #expect(try await client.news(after: "<presence/>").filter { $0 == "r" } == [])
    }

    @Test("refuses to resume what it holds")
    func refusesToResume() async throws {
        let server = try server(.refusesToResume(condition: "internal-server-error"))
        let (client, token) = try await managed(server)
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        let before = bob.stanzas.count
        client.connection.abort()
        try await until("the end") { server.records[0].end != nil }
        #expect(try await resuming(server, token, h: 0).lines(from: 1) == ["failed internal-server-error"])
        try await bob.settle()
        #expect(bob.lines(from: before) == [])
    }

    @Test("forgets: the session ends with its connection")
    func forgets() async throws {
        let server = try server(.forgets)
        let (client, token) = try await managed(server)
        let bob = try await TestClient.signedIn("bob", at: server, resource: "shed")
        let before = bob.stanzas.count
        client.connection.abort()
        try await until("the news") { bob.stanzas.count > before }
        #expect(try await resuming(server, token, h: 0).lines(from: 1) == ["failed item-not-found"])
    }

    @Test("tells a wrong number", arguments: [(-1, "0"), (2, "3")])
    func miscounts(difference: Int, told: String) async throws {
        let server = try server(.miscounts(by: difference))
        let (client, token) = try await managed(server)
        client.send("<message/><r xmlns='urn:xmpp:sm:3'/>")
        try await until("it") { client.stanzas.last { $0.name == "a" }?["h"] == told }
        client.connection.abort()
        try await until("the end") { server.records[0].end != nil }
        #expect(try await resuming(server, token, h: 0).stanzas[1]["h"] == told)
    }

    @Test("acknowledges nothing")
    func neverAcknowledges() async throws {
        let (client, _) = try await managed(try server(.neverAcknowledges))
        client.send("<r xmlns='urn:xmpp:sm:3'/>")
        try await client.settle()
        #expect(!client.stanzas.contains { $0.name == "a" })
    }

    // MARK: Whether somebody looks

    @Test("what the client says of whether somebody looks is noted")
    func clientState() async throws {
        let server = try server()
        let client = try await TestClient.signedIn(at: server)
        client.send("<inactive xmlns='urn:xmpp:csi:0'/><active xmlns='urn:xmpp:csi:0'/>")
        try await client.settle()
        #expect(server.records[0].clientStates == [.inactive, .active])
    }
}

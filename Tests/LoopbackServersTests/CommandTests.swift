import LoopbackServers
import Storytelling
import Testing
import Transport
import XMPPCore

@MainActor
@Suite("commands to a loopback server")
struct CommandTests {
    private func signedIn() async throws -> (server: LoopbackXMPPServer, client: TestClient) {
        let server = try LoopbackXMPPServer(settings: ServerSettings().with { $0.security = .none })
        server.setContacts([LoopbackContact(address: "bob@porchlight.test", name: "Bob", groups: [])])
        let client = try await TestClient(of: server)
        try await client.signIn()
        return (server, client)
    }

    @Test("a stream error, the closing tag, the end")
    func streamError() async throws {
        let (server, client) = try await signedIn()
        server.sendStreamError("conflict")
        try await until("the end") { client.end != nil }
        #expect(client.elements.last?.children.map(\.name) == ["conflict"])
        #expect(client.isClosed)
    }

    @Test("the end waits until everything written before it has left")
    func endWaits() async throws {
        let (server, client) = try await signedIn()
        server.send(Array(repeating: UInt8(ascii: " "), count: 32 << 20))
        server.sendStreamError("system-shutdown")
        try await until("the end") { client.end != nil }
        #expect(client.isClosed)
        #expect(client.bytes.count > 32 << 20)
    }

    @Test("a closing tag, which the client answers before the connection ends")
    func closingTag() async throws {
        let (server, client) = try await signedIn()
        server.sendClosingTag()
        try await until("the closing tag") { client.isClosed }
        #expect(client.end == nil)
        client.send("</stream:stream>")
        try await until("the end") { client.end != nil }
        #expect(server.records[0].end == .closedHere)
    }

    @Test("an end of file, or a reset")
    func ends() async throws {
        let (server, client) = try await signedIn()
        server.closeConnections()
        try await until("the end") { client.end != nil }
        #expect(client.end == .endOfFile(closeNotify: false))

        let (other, second) = try await signedIn()
        other.resetConnections()
        try await until("the end") { second.end != nil }
        #expect(second.end == .failed(.reset))
    }

    @Test("a flood with pings, all of it before what is said later")
    func flood() async throws {
        let (server, client) = try await signedIn()
        server.flood(presences: 1000, pingEvery: 100)
        server.send(Array("<message id='last'/>".utf8))
        try await until("the last") { client.elements.last?["id"] == "last" }
        #expect(client.presences.count == 1001)
        #expect(client.elements.count { $0.child("ping", "urn:xmpp:ping") != nil } == 10)
        client.send("<iq id='ping-100' type='result'/>")
        try await until("the pong") { server.records[0].pongs == 1 }
    }

    @Test("a contact's change reaches every client, and those who come later")
    func change() async throws {
        let (server, client) = try await signedIn()
        server.change(contact: 0, .present(LoopbackResource(name: "phone", show: .dnd, text: "on the phone")))
        try await until("the presence") { client.presences.count == 2 }
        #expect(client.presences[1].show == .dnd)
        let late = try await TestClient(of: server)
        try await late.signIn()
        // Each of the account's connections sees the other too.
        try await until("the presences") { late.presences.count == 3 && client.presences.count == 3 }
        server.change(contact: 0, .absent(resource: "phone", text: "good night"))
        try await until("both to know") { client.presences.count == 4 && late.presences.count == 4 }
        #expect(late.presences[3].kind == .unavailable)
        #expect(server.contacts[0].resources.isEmpty)
    }

    @Test("after the end nobody is connected, and nobody can connect")
    func stop() async throws {
        let (server, client) = try await signedIn()
        server.stop()
        try await until("the end") { client.end != nil }
        #expect(server.clientCount == 0)
        let late = Connection()
        var end: ConnectionEnd?
        late.onEvent = { if case .ended(let how) = $0 { end = how } }
        late.connect(to: server.place)
        try await until("the refusal") { end != nil }
        #expect(end == .failed(.refused(server.place)))
    }
}

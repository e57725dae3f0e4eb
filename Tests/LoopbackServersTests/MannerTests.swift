import LoopbackServers
import Storytelling
import Testing
import Transport
import XMPPCore

@MainActor
@Suite("manners at sign-out")
struct MannerTests {
    private func signedIn(
        _ manner: Manner, _ change: (inout ServerSettings) -> Void = { _ in }
    ) async throws -> (server: LoopbackXMPPServer, client: TestClient) {
        var settings = ServerSettings()
        settings.manner = manner
        change(&settings)
        let server = try LoopbackXMPPServer(settings: settings)
        let client = try await TestClient(of: server)
        try await client.signIn()
        return (server, client)
    }

    @Test("names are read as they are written", arguments: Manner.all)
    func names(manner: Manner) {
        #expect(Manner(name: manner.description) == manner)
    }

    @Test("other names are none", arguments: ["", "Prompt", "prompt ", "slower"])
    func otherNames(name: String) {
        #expect(Manner(name: name) == nil)
    }

    @Test("prompt: reflects the unavailability, closes its stream, ends the connection")
    func prompt() async throws {
        let (server, client) = try await signedIn(.prompt)
        client.signOut()
        try await until("the end") { client.end != nil }
        #expect(client.isClosed)
        #expect(client.end == .endOfFile(closeNotify: true))
        #expect(client.presences.last?.kind == .unavailable)
        let record = server.records[0]
        #expect(record.end == .closedHere)
        let moments = try [record.unavailable, record.closingTag, record.answered, record.ended].map {
            try #require($0)
        }
        #expect(moments == moments.sorted())
        #expect(!record.endedByClientUnanswered)
    }

    @Test("slow: the same after the delay, and nothing before")
    func slow() async throws {
        let (server, client) = try await signedIn(.slow(.milliseconds(200)))
        client.signOut()
        try await until("the closing tag to be read") { server.records[0].closingTag != nil }
        #expect(!client.isClosed)
        try await until("the end") { client.end != nil }
        #expect(client.isClosed)
        let record = server.records[0]
        #expect(try #require(record.answered) - #require(record.closingTag) >= 200_000_000)
    }

    @Test("never: reads on, says nothing, and notes that the client left unanswered")
    func never() async throws {
        let (server, client) = try await signedIn(.never)
        client.signOut()
        client.send("   ")
        try await until("the blanks") { server.records[0].bytesAfterClosingTag == 3 }
        #expect(!client.isClosed && client.end == nil)
        client.connection.close()
        try await until("the end") { server.records[0].end != nil }
        #expect(server.records[0].endedByClientUnanswered)
    }

    @Test("close: ends the connection in order, without the closing tag")
    func close() async throws {
        let (_, client) = try await signedIn(.close)
        client.signOut()
        try await until("the end") { client.end != nil }
        #expect(!client.isClosed)
        #expect(client.end == .endOfFile(closeNotify: true))
    }

    @Test("reset: breaks the connection", arguments: [ServerSettings.Security.startTLS, .none])
    func reset(security: ServerSettings.Security) async throws {
        let (server, client) = try await signedIn(.reset) { $0.security = security }
        client.signOut()
        try await until("the end") { client.end != nil }
        #expect(client.end == .failed(.reset))
        #expect(server.records[0].end == .resetHere)
    }

    @Test(
        "deaf: reads nothing after the sign-in, so that the client cannot get rid of more than the system holds"
    )
    func deaf() async throws {
        let (server, client) = try await signedIn(.deaf) { $0.security = .none }
        let before = server.records[0].receivedBytes.count
        client.connection.write(Array(repeating: UInt8(ascii: " "), count: 32 << 20))
        client.signOut()
        try await until("the system to be full") { client.connection.unsentBytes < 32 << 20 }
        #expect(client.connection.unsentBytes > 0)
        #expect(server.records[0].receivedBytes.count == before)
        #expect(server.records[0].closingTag == nil)
    }

    @Test("a server that waits for its client shows what came after the closing tag")
    func waitsForClient() async throws {
        let (server, client) = try await signedIn(.prompt) { $0.farewell = .waitsForClient }
        client.signOut()
        try await until("the closing tag") { client.isClosed }
        client.send("<presence/>")
        try await until("the bytes") { server.records[0].bytesAfterClosingTag == 11 }
        #expect(client.end == nil)
        client.connection.close()
        try await until("the end") { server.records[0].end != nil }
        #expect(!server.records[0].endedByClientUnanswered)
    }
}

import LoopbackServers
import Storytelling
import Testing
import Transport

@MainActor
@Suite("manners at QUIT")
struct IRCMannerTests {
    private func signedIn(
        _ manner: Manner, _ change: (inout IRCServerSettings) -> Void = { _ in }
    ) async throws -> (server: LoopbackIRCServer, client: TestIRCClient) {
        let server = try LoopbackIRCServer.inhabited {
            $0.manner = manner
            change(&$0)
        }
        let client = try await TestIRCClient(of: server)
        try await client.signIn()
        return (server, client)
    }

    @Test("prompt: ERROR, then the end")
    func prompt() async throws {
        let (server, client) = try await signedIn(.prompt)
        client.send("QUIT")
        try await until("the end") { client.end != nil }
        #expect(client.lines == ["ERROR :Closing link: (porch@loopback.test) [Quit]"])
        #expect(client.end == .endOfFile(closeNotify: true))
        let record = server.records[0]
        #expect(record.end == .closedHere)
        let moments = try [record.signedIn, record.quit, record.answered, record.ended].map {
            try #require($0)
        }
        #expect(moments == moments.sorted())
        #expect(record.bytesAfterQuit == 0)
    }

    @Test("statistics may come before ERROR")
    func statistics() async throws {
        let (_, client) = try await signedIn(.prompt) { $0.answer = .statisticsThenError }
        client.send("QUIT :bye")
        try await until("the end") { client.end != nil }
        #expect(client.lines.map { $0.prefix(6) } == ["NOTICE", "ERROR "])
    }

    @Test("no word, but the end of TLS in good order")
    func closeNotify() async throws {
        let (server, client) = try await signedIn(.prompt) { $0.answer = .closeNotify }
        client.send("QUIT")
        try await until("the end") { client.end != nil }
        #expect(client.lines.isEmpty)
        #expect(client.end == .endOfFile(closeNotify: true))
        #expect(server.records[0].answered != nil)
    }

    @Test("slow: the same after the delay, and nothing before")
    func slow() async throws {
        let (server, client) = try await signedIn(.slow(.milliseconds(200)))
        client.send("QUIT")
        try await until("QUIT to be read") { server.records[0].quit != nil }
        #expect(client.lines.isEmpty)
        try await until("the end") { client.end != nil }
        let record = server.records[0]
        #expect(try #require(record.answered) - #require(record.quit) >= 200_000_000)
    }

    @Test("never: reads on, says nothing, counts what follows, notes that the client left unanswered")
    func never() async throws {
        let (server, client) = try await signedIn(.never)
        client.send("QUIT\r\nPING a")
        try await until("what follows") { server.records[0].bytesAfterQuit == 8 }
        #expect(client.lines.isEmpty && client.end == nil)
        client.connection.close()
        try await until("the end") { server.records[0].end != nil }
        #expect(server.records[0].endedByClientUnanswered)
    }

    @Test(
        "close: the end without a word, and without the end of TLS",
        arguments: [IRCServerSettings.Security.direct, .none])
    func close(security: IRCServerSettings.Security) async throws {
        let (server, client) = try await signedIn(.close) { $0.security = security }
        client.send("QUIT")
        try await until("the end") { client.end != nil }
        #expect(client.lines.isEmpty)
        #expect(client.end == .endOfFile(closeNotify: false))
        #expect(server.records[0].answered == nil)
    }

    @Test("reset: breaks the connection", arguments: [IRCServerSettings.Security.direct, .none])
    func reset(security: IRCServerSettings.Security) async throws {
        let (server, client) = try await signedIn(.reset) { $0.security = security }
        client.send("QUIT")
        try await until("the end") { client.end != nil }
        #expect(client.end == .failed(.reset))
        #expect(server.records[0].end == .resetHere)
    }

    @Test("deaf: reads nothing after the sign-in")
    func deaf() async throws {
        let (server, client) = try await signedIn(.deaf) { $0.security = .none }
        let before = server.records[0].receivedBytes.count
        client.connection.write(Array(repeating: UInt8(ascii: " "), count: 32 << 20))
        client.send("QUIT")
        try await until("the system to be full") { client.connection.unsentBytes < 32 << 20 }
        #expect(client.connection.unsentBytes > 0)
        #expect(server.records[0].receivedBytes.count == before)
        #expect(server.records[0].quit == nil)
    }

    @Test("a server that waits for its client shows what came after QUIT")
    func waitsForClient() async throws {
        let (server, client) = try await signedIn(.prompt) { $0.farewell = .waitsForClient }
        client.send("QUIT")
        try await client.line("ERROR")
        client.send("PING a")
        try await until("the bytes") { server.records[0].bytesAfterQuit == 8 }
        #expect(client.end == nil)
        client.connection.close()
        try await until("the end") { server.records[0].end != nil }
        #expect(!server.records[0].endedByClientUnanswered)
    }

    @Test("QUIT of a client that is not in yet is answered at once")
    func notIn() async throws {
        let client = try await TestIRCClient(of: try .inhabited { $0.manner = .never })
        client.send("QUIT")
        try await until("the end") { client.end != nil }
        #expect(client.lines.count == 1)
    }
}

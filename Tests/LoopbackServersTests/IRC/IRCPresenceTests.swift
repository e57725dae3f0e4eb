import LoopbackServers
import Storytelling
import Testing

@MainActor
@Suite("presence on a loopback IRC server")
struct IRCPresenceTests {
    private static let all = "away-notify account-notify extended-monitor"

    @Test("watched nicks are told of as they come, go, and change")
    func monitor() async throws {
        let server = try LoopbackIRCServer.inhabited()
        let client = try await TestIRCClient(of: server)
        try await client.signIn(capabilities: Self.all)
        client.send("MONITOR + bob,dave")
        try await client.line("731 ")
        #expect(client.lines == ["730 alice :bob!porch@loopback.test", "731 alice :dave"])
        client.turnPage()
        server.change(person: 1, .comesBack)
        server.change(person: 2, .arrives)
        server.change(person: 2, .logsIn(account: "dave"))
        server.change(person: 2, .goesAway(text: "on the train"))
        server.change(person: 2, .comesBack)
        server.change(person: 2, .logsOut)
        server.change(person: 0, .renames(to: "robert"))
        server.change(person: 2, .leaves(text: ""))
        client.send("PING end")
        try await client.line("PONG")
        #expect(
            client.lines.dropLast() == [
                "730 alice :dave!porch@loopback.test", ":dave!porch@loopback.test ACCOUNT dave",
                ":dave!porch@loopback.test AWAY :on the train", ":dave!porch@loopback.test AWAY",
                ":dave!porch@loopback.test ACCOUNT *", "731 alice :bob", "731 alice :dave",
            ])
    }

    @Test("without the capabilities only coming and going is told")
    func monitorAlone() async throws {
        let server = try LoopbackIRCServer.inhabited()
        let client = try await TestIRCClient(of: server)
        try await client.signIn()
        client.send("MONITOR + bob")
        try await client.line("730 ")
        client.turnPage()
        server.change(person: 0, .goesAway(text: "out"))
        server.change(person: 0, .logsOut)
        server.change(person: 0, .leaves(text: ""))
        client.send("PING end")
        try await client.line("PONG")
        #expect(client.lines.dropLast() == ["731 alice :bob"])
    }

    @Test("a list that is full is told, and a nick taken off it is told of no more")
    func limits() async throws {
        let server = try LoopbackIRCServer.inhabited { $0.monitorLimit = 1 }
        let client = try await TestIRCClient(of: server)
        try await client.signIn()
        client.send("MONITOR + bob,carol,dave")
        #expect(try await client.line("734 ") == "734 alice 1 carol,dave :Monitor list is full")
        client.send("MONITOR - BOB")
        client.send("PING done")
        try await client.line("PONG")
        client.turnPage()
        server.change(person: 0, .leaves(text: ""))
        client.send("PING end")
        try await client.line("PONG")
        #expect(client.lines.count == 1)
    }

    @Test("an old server knows no MONITOR, and answers when it is asked")
    func old() async throws {
        let client = try await TestIRCClient(of: try .inhabited(.old))
        try await client.signIn()
        client.send("MONITOR + bob")
        try await client.line("421 alice MONITOR")
        client.send("ISON :bob carol dave")
        #expect(try await client.line("303 ") == "303 alice :bob carol")
        client.send("USERHOST bob carol dave")
        #expect(
            try await client.line("302 ") == "302 alice :bob=+porch@loopback.test carol=-porch@loopback.test")
        client.turnPage()
        client.send("WHOIS carol")
        try await client.line("318 ")
        #expect(client.lines.map { $0.prefix(3) } == ["311", "301", "318"])
        client.turnPage()
        client.send("WHOIS bob")
        try await client.line("318 ")
        #expect(client.lines.map { $0.prefix(3) } == ["311", "330", "318"])
        client.turnPage()
        client.send("WHOIS dave")
        try await client.line("318 ")
        #expect(client.lines.map { $0.prefix(3) } == ["401", "318"])
    }

    @Test("own being away is confirmed, pings go both ways, another nick can be had")
    func own() async throws {
        let server = try LoopbackIRCServer.inhabited()
        let client = try await TestIRCClient(of: server)
        try await client.signIn()
        client.send("AWAY :walking the dog")
        try await client.line("306 ")
        client.send("AWAY")
        try await client.line("305 ")
        client.send("PING x")
        #expect(try await client.line("PONG") == "PONG irc.porchlight.test :x")
        server.ping()
        try await client.line("PING :irc.porchlight.test")
        client.send("PONG :irc.porchlight.test")
        try await until("the pong") { server.records[0].pongs == 1 }
        client.send("NICK alicia")
        try await client.line(":alice!alice@loopback.test NICK :alicia")
    }

    @Test("an operator ends a session, the server ends it with its words")
    func ends() async throws {
        let server = try LoopbackIRCServer.inhabited()
        let killed = try await TestIRCClient(of: server)
        try await killed.signIn()
        server.kill("go away")
        try await until("the end") { killed.end != nil }
        #expect(killed.lines.first == ":keeper!keeper@loopback.test KILL alice :go away")
        #expect(killed.lines.last?.hasPrefix("ERROR :Closing link") == true)

        let ended = try await TestIRCClient(of: server)
        try await ended.signIn()
        server.sendError("Server going down")
        try await until("the end") { ended.end != nil }
        #expect(ended.lines == ["ERROR :Server going down"])
    }

    @Test("no word of a person can end a line")
    func lineEnds() async throws {
        let server = try LoopbackIRCServer.inhabited()
        let client = try await TestIRCClient(of: server)
        try await client.signIn(capabilities: Self.all)
        client.send("MONITOR + bob")
        try await client.line("730 ")
        client.turnPage()
        server.change(person: 0, .goesAway(text: "a\r\nERROR :b\n"))
        client.send("PING end")
        try await client.line("PONG")
        #expect(client.lines.first == ":bob!porch@loopback.test AWAY :aERROR :b")
    }
}

import LoopbackServers
import Storytelling
import Testing
import Transport

/// Two ends, with the link between them.
@MainActor
struct Ends {
    let link: SlowLink
    let near: LinkEnd
    let far: LinkEnd
    private let listener: Listener

    static func make(_ roundTrip: Duration = .zero) async throws -> Ends {
        let far = LinkEnd()
        let listener = try Listener()
        listener.onConnection = { far.adopt($0) }
        let link = try SlowLink(to: HostPort(host: "127.0.0.1", port: listener.port), roundTrip: roundTrip)
        let near = LinkEnd()
        let connection = Connection()
        near.adopt(connection)
        connection.connect(to: link.place)
        try await until("both ends") { near.isConnected && far.connection != nil }
        return Ends(link: link, near: near, far: far, listener: listener)
    }
}

@MainActor
@Suite("a slow link that can be cut")
struct SlowLinkTests {
    @Test("hands on what comes, in order, both ways", arguments: [Duration.zero, .milliseconds(20)])
    func order(roundTrip: Duration) async throws {
        let ends = try await Ends.make(roundTrip)
        for number in 0..<50 {
            ends.near.send("\(number) ")
            ends.far.send("\(number) ")
        }
        let all = (0..<50).map { "\($0) " }.joined()
        try await until("all") { ends.near.text == all && ends.far.text == all }
    }

    @Test("takes at least half a round trip for each way")
    func delay() async throws {
        let ends = try await Ends.make(.milliseconds(100))
        let before = Monotonic.nanoseconds
        ends.near.send("?")
        try await until("the question") { ends.far.text == "?" }
        #expect(Monotonic.nanoseconds - before >= 50_000_000)
        ends.far.send("!")
        try await until("the answer") { ends.near.text == "!" }
        #expect(Monotonic.nanoseconds - before >= 100_000_000)
    }

    @Test("counts round trips by what had to be heard before, however many pieces there are")
    func roundTrips() async throws {
        let ends = try await Ends.make(.milliseconds(4))
        #expect(ends.link.roundTrips == 0)
        for trip in 1...3 {
            let question = "\(trip)?"
            ends.near.send(question)
            try await until("the question") { ends.far.text.hasSuffix(question) }
            for piece in ["a", "b", "c"] { ends.far.send(piece) }
            try await until("the answer") { ends.near.text.count == trip * 3 }
            #expect(ends.link.roundTrips == Double(trip))
        }
    }

    @Test("ends are handed on as they were, behind what was said before", arguments: [true, false])
    func handsEndsOn(isOrderly: Bool) async throws {
        let ends = try await Ends.make(.milliseconds(4))
        ends.far.send("last")
        try await until("it") { ends.near.text == "last" }
        if isOrderly { ends.far.connection?.close() } else { ends.far.connection?.abort() }
        try await until("the end") { ends.near.end != nil }
        #expect(ends.near.end == (isOrderly ? .endOfFile(closeNotify: false) : .failed(.reset)))
        try await until("nothing left") { ends.link.openCount == 0 }
    }

    @Test("cut, neither end sees anything, not even an end; restored, all that was said arrives")
    func cut() async throws {
        let ends = try await Ends.make()
        ends.link.cut()
        ends.near.send("up")
        ends.far.send("down")
        ends.far.connection?.close()
        // A connection through an open link, made afterwards, proves that there was time enough.
        let other = try await Ends.make()
        other.near.send("x")
        try await until("it") { other.far.text == "x" }
        #expect(ends.near.text == "" && ends.far.text == "" && ends.near.end == nil)
        ends.link.restore()
        try await until("all of it") { ends.near.text == "down" && ends.near.end != nil }
    }

    @Test("a connection that is made while the link is cut is silent until it is restored")
    func connectsWhileCut() async throws {
        let ends = try await Ends.make()
        ends.link.cut()
        let late = LinkEnd()
        let connection = Connection()
        late.adopt(connection)
        connection.connect(to: ends.link.place)
        try await until("connected") { late.isConnected && ends.link.connectionCount == 2 }
        late.send("late")
        ends.link.restore()
        try await until("it") { ends.far.text == "late" }
    }

    @Test("forgotten connections stay dead, new ones live")
    func forgets() async throws {
        let ends = try await Ends.make()
        ends.link.forget()
        ends.near.send("lost")
        ends.link.restore()
        let late = LinkEnd()
        let connection = Connection()
        late.adopt(connection)
        connection.connect(to: ends.link.place)
        try await until("connected") { late.isConnected }
        late.send("new")
        try await until("it") { ends.far.text == "new" }
        #expect(ends.near.end == nil)
    }

    @Test("a reset is seen at both ends")
    func reset() async throws {
        let ends = try await Ends.make()
        ends.link.reset()
        try await until("both ends") { ends.near.end != nil && ends.far.end != nil }
        #expect(ends.near.end == .failed(.reset) && ends.far.end == .failed(.reset))
        #expect(ends.link.openCount == 0)
    }

    @Test("a server that refuses is a broken connection")
    func refused() async throws {
        let listener = try Listener()
        let port = listener.port
        listener.close()
        let link = try SlowLink(to: HostPort(host: "127.0.0.1", port: port))
        let near = LinkEnd()
        let connection = Connection()
        near.adopt(connection)
        connection.connect(to: link.place)
        try await until("the end") { near.end != nil }
        #expect(near.end == .failed(.reset))
    }
}

/// One end of a connection, and what it has got.
@MainActor
final class LinkEnd {
    private(set) var connection: Connection?
    private(set) var text = ""
    private(set) var end: ConnectionEnd?
    private(set) var isConnected = false

    /// Takes over a connection; what the last one got stays.
    func adopt(_ connection: Connection) {
        self.connection = connection
        connection.onEvent = { [weak self] event in
            switch event {
            case .found, .lookedUp, .secured, .writeFinished: break
            case .connected: self?.isConnected = true
            case .received(let bytes): self?.text += String(decoding: bytes, as: UTF8.self)
            case .ended(let end): self?.end = end
            }
        }
    }

    func send(_ text: String) {
        connection?.write(Array(text.utf8))
    }
}

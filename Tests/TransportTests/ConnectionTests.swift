import Glibc
import Testing

@testable import Transport

/// Plain TCP over 127.0.0.1.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct ConnectionTests {
    @Test("a connection is looked up, connected, written, read and closed, in that order")
    func lives() async throws {
        let pair = try await Pair()
        pair.client.connection.write(Array("hello".utf8))
        await pair.server.until { $0.text == "hello" }
        #expect(pair.client.seen == [.lookedUp, .connected, .writeFinished])
        pair.client.connection.close()
        #expect(await pair.server.untilEnd() == .endOfFile(closeNotify: false))
    }

    @Test("what is written before the connection is up leaves when it is")
    func writesEarly() async throws {
        let listener = try Listener()
        var server: Witness?
        listener.onConnection = { server = Witness($0) }
        let client = Witness(Connection())
        client.connection.connect(to: HostPort(host: "localhost", port: listener.port))
        client.connection.write(Array("early".utf8))
        await client.untilSeen(.writeFinished)
        while server == nil { await turn() }
        await server?.until { $0.text == "early" }
    }

    @Test("nothing is told during a call, only in a later turn")
    func tellsLater() async throws {
        let pair = try await Pair()
        let before = pair.client.seen.count
        pair.client.connection.write([1])
        pair.client.connection.secure(as: TLSClientSettings(serverName: "not a name"))
        #expect(pair.client.seen.count == before)
        await pair.client.until { $0.end != nil }
    }

    @Test("a port where nobody listens is refused")
    func refused() async throws {
        let listener = try Listener()
        let place = HostPort(host: "127.0.0.1", port: listener.port)
        listener.close()
        await quietly()
        let client = Witness(Connection())
        client.connection.connect(to: place)
        #expect(await client.untilEnd() == .failed(.refused(place)))
        #expect(TransportError.refused(place).description == "\(place) refused the connection")
        #expect(client.seen.first == .lookedUp)
    }

    @Test("a host's name that is none is not found", arguments: ["no such name", "a..b", "-.\u{0}.example"])
    func notFound(_ name: String) async {
        let client = Witness(Connection())
        client.connection.connect(to: HostPort(host: name, port: 1))
        #expect(await client.untilEnd() == .failed(.nameNotFound(host: name)))
    }

    @Test("a reset is told as one, a close as an end of file")
    func reset() async throws {
        let broken = try await Pair()
        broken.server.connection.abort()
        #expect(await broken.client.untilEnd() == .failed(.reset))
        let closed = try await Pair()
        closed.server.connection.close()
        #expect(await closed.client.untilEnd() == .endOfFile(closeNotify: false))
    }

    @Test("closing delivers what was sent although unread input was waiting")
    func closesWithoutReset() async throws {
        let pair = try await Pair(serverReadBuffer: 8 << 10)
        // The server neither reads, so that our bytes stay with our system, nor stops to send.
        pair.server.connection.stopReading()
        pair.client.connection.stopReading()
        pair.client.connection.write(Array(repeating: 7, count: 100_000))
        pair.server.connection.write(Array(repeating: 9, count: 50_000))
        await pair.server.untilSeen(.writeFinished)
        await quietly()
        let accepted = 100_000 - pair.client.connection.unsentBytes
        pair.client.connection.close()
        await quietly()
        pair.server.connection.resumeReading()
        #expect(await pair.server.untilEnd() == .endOfFile(closeNotify: false))
        #expect(pair.server.bytes.count == accepted)
    }

    @Test("nothing is told after a close or abort in the middle of an event", arguments: [true, false])
    func silentAfterClose(_ orderly: Bool) async throws {
        let pair = try await Pair()
        let client = pair.client
        client.reaction = { [weak client] seen in
            guard seen == .received else { return }
            client?.connection.write([1, 2, 3])
            if orderly { client?.connection.close() } else { client?.connection.abort() }
            // Not even to one who asks anew.
            client?.watch()
        }
        pair.server.connection.write(Array(repeating: 1, count: 300_000))
        await client.untilSeen(.received)
        let seen = client.seen
        await quietly()
        #expect(client.seen == seen)
        #expect(pair.server.end != nil)
    }

    @Test("a finished write is told before what follows it, which a close at that moment silences")
    func silencesWhatFollows() async throws {
        let connection = try await Pair().client.connection
        var told: [Bool] = []
        connection.onEvent = { [weak connection] event in
            if case .writeFinished = event { told.append(true) } else { told.append(false) }
            connection?.close()
            connection?.onEvent = { _ in told.append(false) }
        }
        connection.owesWriteFinished = true
        connection.tell(.lookedUp)
        #expect(told == [true])
    }

    @Test("an ended connection lets go of whoever it told", arguments: [true, false])
    func letsGo(_ closedHere: Bool) async throws {
        let pair = try await Pair()
        let connection = pair.client.connection
        weak var owner: Owner?
        do {
            let made = Owner()
            owner = made
            connection.onEvent = { _ in made.told += 1 }
        }
        #expect(owner != nil)
        if closedHere { connection.close() } else { pair.server.connection.close() }
        await quietly()
        #expect(owner == nil)
    }

    @MainActor
    private final class Owner {
        var told = 0
    }

    @Test("what arrived before a failed write is still told, then the reset")
    func readsBeforeReset() async throws {
        let pair = try await Pair()
        pair.client.connection.readLimit = 2
        pair.client.connection.stopReading()
        pair.server.connection.write(Array("answer".utf8))
        await pair.server.untilSeen(.writeFinished)
        pair.server.connection.close()
        await quietly()
        pair.client.connection.resumeReading()
        // The first makes the peer's system answer with a reset, on which the second fails.
        pair.client.connection.write([1])
        pair.client.connection.write([2])
        #expect(await pair.client.untilEnd() == .failed(.reset))
        #expect(pair.client.text == "answer")
    }

    @Test("what a peer sent before it hung up is told to the last byte over many turns, then the reset")
    func readsOnAfterHangUp() async throws {
        let pair = try await Pair()
        pair.client.connection.readLimit = 1 << 10
        pair.client.connection.stopReading()
        pair.server.connection.write(Array(repeating: 3, count: 20_000))
        await pair.server.untilSeen(.writeFinished)
        pair.server.connection.abort()
        await quietly()
        pair.client.connection.resumeReading()
        #expect(await pair.client.untilEnd() == .failed(.reset))
        #expect(pair.client.bytes.count == 20_000)
    }

    @MainActor
    private final class Told {
        var words: [String] = []
    }

    /// A pair whose client has so many KiB to read, 1 KiB at a time, and does not read yet.
    private func stopped(before size: Int) async throws -> Pair {
        let pair = try await Pair()
        pair.client.connection.readLimit = 1 << 10
        pair.client.connection.stopReading()
        pair.server.connection.write(Array(repeating: 3, count: size << 10))
        await pair.server.untilSeen(.writeFinished)
        await quietly()
        return pair
    }

    @Test("others have their turn before each piece, and what they do counts at once")
    func courtesy() async throws {
        let pair = try await stopped(before: 8)
        let told = Told()
        let connection = pair.client.connection
        connection.onEvent = { event in
            if case .received = event { told.words.append("piece") }
        }
        connection.letOthersGoFirst = { [weak connection] in
            told.words.append("others")
            if told.words.count == 7 { connection?.close() }
        }
        connection.resumeReading()
        await quietly()
        #expect(told.words == ["others", "piece", "others", "piece", "others", "piece", "others"])
    }

    @Test("one turn ends, however much there is to read")
    func endsATurn() async throws {
        let pair = try await stopped(before: 64)
        let told = Told()
        let connection = pair.client.connection
        connection.onEvent = { event in
            guard case .received = event else { return }
            if told.words.isEmpty { Task { told.words.append("guest") } }
            told.words.append("piece")
        }
        connection.resumeReading()
        await quietly()
        // A second turn may have been on its way before the guest came.
        #expect([16, 32].contains(told.words.firstIndex(of: "guest")))
        #expect(told.words.count == 65)
    }

    @Test("one piece is no more than 16 KiB")
    func boundsAPiece() async throws {
        let pair = try await Pair()
        var largest = 0
        pair.client.connection.onEvent = { event in
            if case .received(let piece) = event { largest = max(largest, piece.count) }
        }
        pair.server.connection.write(Array(repeating: 1, count: 2_000_000))
        await pair.server.untilSeen(.writeFinished)
        await quietly()
        #expect(largest > 0)
        #expect(largest <= 16 << 10)
    }

    @Test("a peer that does not read leaves the rest unsent and the queue told when it goes on")
    func deafPeer() async throws {
        let pair = try await Pair(clientWriteBuffer: 4 << 10, serverReadBuffer: 4 << 10)
        pair.server.connection.stopReading()
        pair.client.connection.write(Array(repeating: 5, count: 1 << 20))
        await quietly()
        #expect(pair.client.connection.unsentBytes > 0)
        #expect(!pair.client.seen.contains(.writeFinished))
        pair.server.connection.resumeReading()
        await pair.client.untilSeen(.writeFinished)
        await pair.server.until { $0.bytes.count == 1 << 20 }
    }

    @Test("a connection that is dropped gives its descriptor back")
    func dropped() async throws {
        let server: Witness
        do {
            let pair = try await Pair()
            server = pair.server
        }
        #expect(await server.untilEnd() == .endOfFile(closeNotify: false))
    }

    @Test("the descriptor is closed when the end is told")
    func closedAtTheEnd() async throws {
        let pair = try await Pair()
        let descriptor = try #require(pair.client.connection.link?.socket.descriptor)
        var open = true
        pair.client.reaction = { seen in
            if case .ended = seen { open = Socket.isOpen(descriptor) }
        }
        #expect(Socket.isOpen(descriptor))
        pair.server.connection.close()
        _ = await pair.client.untilEnd()
        #expect(!open)
    }

    @Test("an address that does not answer is given up after its bound")
    func givesUp() async throws {
        let silent = try SilentPort()
        let client = Witness(Connection())
        client.connection.pace.address = .milliseconds(30)
        let place = HostPort(host: "127.0.0.1", port: silent.port)
        client.connection.connect(to: place)
        #expect(await client.untilEnd() == .failed(.timedOut(place)))
        #expect(TransportError.timedOut(place).description == "no answer from \(place)")
    }

    @Test("no descriptor is left over, however a connection went")
    func leavesNothing() async throws {
        let descriptors = try (0..<5).map { _ in
            try Socket.open(family: AF_INET).get()
        }
        let lowest = try #require(descriptors.map(\.descriptor).min())
        for socket in descriptors { socket.close() }
        for round in 0..<100 {
            let pair = try await Pair()
            switch round % 3 {
            case 0: pair.client.connection.close()
            case 1: pair.client.connection.abort()
            default: break
            }
            pair.listener.close()
        }
        await quietly()
        let next = try Socket.open(family: AF_INET).get()
        // Other tests hold some of their own, but not hundreds.
        #expect(next.descriptor < lowest + 100)
    }

    @Test("a close during the look-up drops its answer")
    func closesDuringLookUp() async throws {
        let listener = try Listener()
        var arrived = 0
        listener.onConnection = { _ in arrived += 1 }
        let client = Witness(Connection())
        client.connection.connect(to: HostPort(host: "127.0.0.1", port: listener.port))
        client.connection.close()
        await quietly()
        #expect(client.seen.isEmpty)
        #expect(arrived == 0)
    }

    @Test("dead peers are noticed by the system within 60 s")
    func userTimeout() async throws {
        let pair = try await Pair()
        for witness in [pair.client, pair.server] {
            let descriptor = try #require(witness.connection.link?.socket.descriptor)
            var value: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &value, &size)
            #expect(value == 60_000)
        }
    }
}

extension Socket {
    static func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) >= 0 }
}

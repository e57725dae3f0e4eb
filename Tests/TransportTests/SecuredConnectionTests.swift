import CSendLog
import Testing

@testable import Transport

/// TLS over 127.0.0.1 with a certificate that is in order.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct SecuredConnectionTests {
    /// Everything both ends need.
    private struct Trust {
        let client: TLSClientSettings
        let server: TLSServerSettings

        init() throws {
            let authority = try ThrowAwayAuthority()
            let certificate = try authority.issue(CertificateRequest(names: [.dns("example.org")]))
            client = TLSClientSettings(
                serverName: "example.org", extraRoots: .pem(authority.rootPEM), alpn: ["xmpp-client"])
            server = TLSServerSettings(certificate: certificate, alpn: ["xmpp-client"])
        }
    }

    private func securedPair(writeBuffer: Int32? = nil) async throws -> Pair {
        let pair = try await Pair(clientWriteBuffer: writeBuffer)
        let trust = try Trust()
        pair.server.connection.secure(as: trust.server)
        pair.client.connection.secure(as: trust.client)
        await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
        await pair.server.until { $0.seen.contains(.secured) || $0.end != nil }
        try #require(pair.client.end == nil)
        return pair
    }

    @Test("megabytes pass whole in both directions through a small send buffer")
    func largeTransfer() async throws {
        let pair = try await securedPair(writeBuffer: 4 << 10)
        let outward = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
        let inward = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 17 &+ $0 >> 7) }
        pair.client.connection.write(outward)
        pair.server.connection.write(inward)
        await pair.server.until { $0.bytes.count >= outward.count || $0.end != nil }
        await pair.client.until { $0.bytes.count >= inward.count || $0.end != nil }
        // Compared outside the macro, which would describe megabytes of difference.
        let (outwardWhole, inwardWhole) = (pair.server.bytes == outward, pair.client.bytes == inward)
        #expect(outwardWhole)
        #expect(inwardWhole)
        await pair.client.untilSeen(.writeFinished)
    }

    @Test("what the library could not write it is asked for again, and not for what has come to it since")
    func unfinishedWrites() async throws {
        let pair = try await securedPair(writeBuffer: 4 << 10)
        csendlog_start()
        pair.server.connection.stopReading()
        var expected: [UInt8] = []
        // More than the system takes: from some point on each comes to a write that is not finished.
        for number in 0..<40 {
            let more = Array(repeating: UInt8(number), count: 10_000 + number)
            expected += more
            pair.client.connection.write(more)
        }
        #expect(pair.client.connection.unsentBytes > 0)
        pair.server.connection.resumeReading()
        await pair.server.until { $0.bytes.count >= expected.count || $0.end != nil }
        let isWhole = pair.server.bytes == expected
        #expect(isWhole)
        #expect(csendlog_repeated() > 0)
        #expect(csendlog_replaced() == 0)
    }

    @Test("a record larger than a turn is told in several, although the socket is silent after it")
    func recordOverTurns() async throws {
        let pair = try await Pair()
        let trust = try Trust()
        pair.client.connection.readLimit = 1 << 10
        pair.server.connection.secure(as: trust.server)
        pair.client.connection.secure(as: trust.client)
        pair.server.connection.write(Array(repeating: 4, count: 10_000))
        await pair.client.until { $0.bytes.count == 10_000 || $0.end != nil }
        #expect(pair.client.bytes.count == 10_000)
    }

    @Test("many small writes arrive in order, none held back")
    func smallWrites() async throws {
        let pair = try await securedPair()
        for number in 0..<2_000 { pair.client.connection.write(Array("\(number) ".utf8)) }
        let expected = (0..<2_000).map { "\($0) " }.joined()
        await pair.server.until { $0.bytes.count >= expected.utf8.count || $0.end != nil }
        #expect(pair.server.text == expected)
    }

    @Test("an end under TLS says whether the peer announced it")
    func ends() async throws {
        let announced = try await securedPair()
        announced.server.connection.write(Array("bye".utf8))
        announced.server.connection.close()
        #expect(await announced.client.untilEnd() == .endOfFile(closeNotify: true))
        #expect(announced.client.text == "bye")

        let cut = try await securedPair()
        // The bare socket is ended under the session.
        cut.server.connection.link?.socket.shutDownWriting()
        #expect(await cut.client.untilEnd() == .endOfFile(closeNotify: false))

        let broken = try await securedPair()
        broken.server.connection.abort()
        #expect(await broken.client.untilEnd() == .failed(.reset))
    }

    @Test("closing under TLS delivers what was sent although unread input was waiting")
    func closesWithoutReset() async throws {
        let pair = try await securedPair()
        pair.client.connection.stopReading()
        pair.server.connection.write(Array(repeating: 9, count: 50_000))
        await pair.server.untilSeen(.writeFinished)
        await quietly()
        pair.client.connection.write(Array("last words".utf8))
        pair.client.connection.close()
        #expect(await pair.server.untilEnd() == .endOfFile(closeNotify: true))
        #expect(pair.server.text == "last words")
    }

    @Test("plain bytes sent together with the go-ahead are never told as if inside TLS")
    func injection() async throws {
        let pair = try await Pair()
        let trust = try Trust()
        let client = pair.client
        client.reaction = { [weak client] seen in
            if seen == .received { client?.connection.secure(as: trust.client) }
        }
        pair.server.connection.write(Array("<proceed/>".utf8))
        await client.until { $0.text == "<proceed/>" }
        // Before the server's handshake, as an attacker in between would.
        pair.server.connection.write(Array("<stream:features/>".utf8))
        #expect(await client.untilEnd() == .failed(.tls(.notTLS)))
        #expect(client.text == "<proceed/>")
    }

    @Test("a peer that answers the handshake in plain text is found out by its first byte")
    func notTLS() async throws {
        let pair = try await Pair()
        pair.client.connection.secure(as: try Trust().client)
        await pair.server.untilSeen(.received)
        pair.server.connection.write(Array("<".utf8))
        #expect(await pair.client.untilEnd() == .failed(.tls(.notTLS)))
    }

    @Test(
        "a connection that ends during the handshake is a lost one: nothing is known to be wrong with either end"
    )
    func cutHandshake() async throws {
        let closed = try await Pair()
        closed.client.connection.secure(as: try Trust().client)
        await closed.server.untilSeen(.received)
        closed.server.connection.close()
        #expect(await closed.client.untilEnd() == .endOfFile(closeNotify: false))

        let reset = try await Pair()
        reset.client.connection.secure(as: try Trust().client)
        await reset.server.untilSeen(.received)
        reset.server.connection.abort()
        #expect(await reset.client.untilEnd() == .failed(.reset))
    }

    @Test("what was written before the handshake leaves before it, and the rest within it")
    func upgrade() async throws {
        let pair = try await Pair(clientWriteBuffer: 4 << 10)
        let trust = try Trust()
        let size = 2_000_000
        let client = pair.client
        client.reaction = { [weak client] seen in
            guard seen == .received, let client, client.bytes.count == size else { return }
            client.connection.secure(as: trust.client)
        }
        client.connection.stopReading()
        pair.server.connection.write(Array(repeating: 1, count: size))
        pair.server.connection.secure(as: trust.server)
        pair.server.connection.write(Array(repeating: 2, count: 10))
        // Time enough to have all that the handshake needs, but the bytes before it.
        await quietly()
        client.connection.resumeReading()
        await client.until { $0.bytes.count == size + 10 || $0.end != nil }
        // Compared outside the macro, which would describe megabytes of difference.
        let whole = client.bytes == Array(repeating: 1, count: size) + Array(repeating: 2, count: 10)
        #expect(whole)
        #expect(client.seen.contains(.secured))
    }

    @Test("nothing is told after a close in the middle of a secured flood")
    func silentAfterClose() async throws {
        let pair = try await securedPair()
        let client = pair.client
        client.reaction = { [weak client] seen in if seen == .received { client?.connection.close() } }
        pair.server.connection.write(Array(repeating: 1, count: 1_000_000))
        await client.untilSeen(.received)
        let seen = client.seen
        await quietly()
        #expect(client.seen == seen)
        #expect(pair.server.end != nil)
    }
}

extension Socket {
    func shutDownWriting() { endWriting(descriptor) }
}

import Testing

@testable import Transport

/// Ends that send TLS warnings without end, which a client passes over one at a time.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct WarningFloodTests {
    private let client: TLSClientSettings
    private let certificate: ServerCertificate

    init() throws {
        let authority = try ThrowAwayAuthority()
        certificate = try authority.issue(CertificateRequest(names: [.dns("example.org")]))
        client = TLSClientSettings(serverName: "example.org", extraRoots: .pem(authority.rootPEM))
    }

    /// Alerts in the clear (RFC 5246 section 7.2): a warning, `unrecognized_name`.
    private static func warnings(_ count: Int) -> [UInt8] {
        (0..<count).flatMap { _ in [21, 3, 3, 0, 2, 1, 112] as [UInt8] }
    }

    private func secured(_ version: TLSVersion) async throws -> Pair {
        let pair = try await Pair()
        pair.server.connection.secure(as: TLSServerSettings(certificate: certificate, versions: [version]))
        pair.client.connection.secure(as: client)
        await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
        await pair.server.until { $0.seen.contains(.secured) || $0.end != nil }
        try #require(pair.client.end == nil)
        return pair
    }

    @Test(
        "end a handshake that they are all of, before the server has sent the last",
        arguments: [Noise.limit + 1, 20_000])
    func duringHandshake(count: Int) async throws {
        let pair = try await Pair()
        pair.client.connection.secure(as: client)
        await pair.server.untilSeen(.received)
        pair.server.connection.write(Self.warnings(count))
        pair.server.connection.close()
        let end = await pair.client.untilEnd()
        #expect(end == .failed(.tls(.onlyWarnings)))
        #expect(end?.description.contains("nothing but warnings") == true)
    }

    @Test("are no harm to a handshake as long as they are few", arguments: TLSVersion.allCases)
    func beforeHandshake(version: TLSVersion) async throws {
        let pair = try await Pair()
        pair.server.connection.write(Self.warnings(Noise.limit))
        pair.server.connection.secure(as: TLSServerSettings(certificate: certificate, versions: [version]))
        pair.client.connection.secure(as: client)
        await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
        #expect(pair.client.end == nil)
    }

    @Test("end a connection in which nothing else comes")
    func duringSession() async throws {
        let pair = try await secured(.tls12)
        pair.server.connection.warn(times: Noise.limit + 1)
        pair.server.connection.close()
        #expect(await pair.client.untilEnd() == .failed(.tls(.onlyWarnings)))
    }

    @Test("end a connection at once where each is an error (RFC 8446 section 6.2)")
    func duringNewSession() async throws {
        let pair = try await secured(.tls13)
        pair.server.connection.warn(times: 1)
        let end = await pair.client.untilEnd()
        guard case .failed(.tls(.damaged))? = end else {
            Issue.record("ended with \(String(describing: end))")
            return
        }
    }

    @Test("are no harm to a connection in which something else comes")
    func besideData() async throws {
        let pair = try await secured(.tls12)
        for _ in 0..<5 {
            pair.server.connection.warn(times: Noise.limit)
            pair.server.connection.write(Array("x".utf8))
        }
        await pair.client.until { $0.text == "xxxxx" || $0.end != nil }
        #expect(pair.client.end == nil)
    }
}

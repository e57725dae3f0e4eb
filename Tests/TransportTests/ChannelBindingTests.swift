import Testing

@testable import Transport

/// What a proof can be bound to.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct ChannelBindingTests {
    private static let request = CertificateRequest(names: [.dns("example.org")])

    private func secured(_ version: TLSVersion, _ given: ServerCertificate? = nil) async throws -> Pair {
        let certificate = try given ?? ThrowAwayAuthority.selfSigned(Self.request)
        let handshake = try await Handshake(certificate, pins: [try certificate.key()], versions: [version])
        await handshake.pair.server.until { $0.seen.contains(.secured) || $0.end != nil }
        try #require(handshake.end == nil)
        #expect(handshake.pair.client.summary?.version == version)
        return handshake.pair
    }

    @Test(
        "both ends make the same of a connection, and nobody else does", arguments: TLSVersion.allCases)
    func same(version: TLSVersion) async throws {
        let pair = try await secured(version)
        let other = try await secured(version)
        let bindings = try #require(pair.client.summary?.bindings)
        #expect(
            bindings
                == (version == .tls13
                    ? [.exporter, .serverEndPoint] : [.exporter, .unique, .serverEndPoint]))
        for binding in bindings {
            let bytes = try #require(pair.client.connection.bytes(of: binding))
            #expect(bytes.count >= 12)
            #expect(pair.server.connection.bytes(of: binding) == bytes)
            #expect(other.client.connection.bytes(of: binding) != bytes)
        }
        if version == .tls12 {
            #expect(
                pair.client.connection.bytes(of: .exporter) != pair.client.connection.bytes(of: .unique))
        }
    }

    @Test("TLS 1.2 without the extended master secret has nothing that two connections could not share")
    func withoutExtendedMasterSecret() async throws {
        let root = try ThrowAwayAuthority()
        let certificate = try root.issue(CertificateRequest(names: [.dns("example.org")]))
        let pair = try await Pair()
        var settings = TLSServerSettings(certificate: certificate, versions: [.tls12])
        settings.priorities = ":%NO_SESSION_HASH"
        pair.server.connection.secure(as: settings)
        pair.client.connection.secure(
            as: TLSClientSettings(serverName: "example.org", extraRoots: .pem(root.rootPEM)))
        await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
        #expect(pair.client.summary?.version == .tls12)
        #expect(pair.client.summary?.bindings == [.serverEndPoint])
        #expect(pair.client.connection.bytes(of: .unique) == nil)
        #expect(pair.client.connection.bytes(of: .exporter) == nil)
    }

    @Test(
        "every connection to a server with the same certificate has the same of it",
        arguments: TLSVersion.allCases)
    func endPoint(version: TLSVersion) async throws {
        let certificate = try ThrowAwayAuthority.selfSigned(Self.request)
        let pair = try await secured(version, certificate)
        let other = try await secured(version, certificate)
        let bytes = try #require(pair.client.connection.bytes(of: .serverEndPoint))
        // The certificates made here are signed with SHA-256.
        #expect(bytes.count == 32)
        #expect(other.server.connection.bytes(of: .serverEndPoint) == bytes)
        #expect(pair.client.connection.bytes(of: .exporter) != other.client.connection.bytes(of: .exporter))
    }

    @Test(
        "a certificate that is not signed with one hash is nothing to bind to", arguments: TLSVersion.allCases
    )
    func noOneHash(version: TLSVersion) async throws {
        let pair = try await secured(version, Self.ed25519)
        #expect(pair.client.summary?.bindings.contains(.exporter) == true)
        #expect(pair.client.summary?.bindings.contains(.serverEndPoint) == false)
        for end in [pair.client, pair.server] {
            #expect(end.connection.bytes(of: .serverEndPoint) == nil)
        }
    }

    /// Made for this test, and used for nothing else.
    private static let ed25519 = ServerCertificate(
        certificatePEM: Array(
            """
            -----BEGIN CERTIFICATE-----
            MIIBTzCCAQGgAwIBAgIUerhByT3BR1U67e6IPQBe8RrqOBAwBQYDK2VwMBAxDjAM
            BgNVBAMMBXBvcmNoMCAXDTI2MTEyNDEzMTQ1NFoYDzIxMjYxMDMxMTMxNDU0WjAQ
            MQ4wDAYDVQQDDAVwb3JjaDAqMAUGAytlcAMhAHZo0XMcQw2cFNnoD57bxQLrNqj1
            orhh+CrmMyagA8Qbo2swaTAdBgNVHQ4EFgQU2Io3GtrNxcXyUJVPKKFf6oAqYNAw
            HwYDVR0jBBgwFoAU2Io3GtrNxcXyUJVPKKFf6oAqYNAwDwYDVR0TAQH/BAUwAwEB
            /zAWBgNVHREEDzANggtleGFtcGxlLm9yZzAFBgMrZXADQQB6yGGqg4vuLCWhGCll
            eo2HH++sgy2MmZtyrgzofEaFqnnpbriCjWGV2cTSDaX8ow9FkVPlFWzwVhcazW0G
            x6ME
            -----END CERTIFICATE-----

            """.utf8),
        privateKeyPEM: Array(
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEICwhodXIvPX8TuuvnuLV4yXcKYccwOkGgX4jHMHYXeO0
            -----END PRIVATE KEY-----

            """.utf8))

    @Test("TLS 1.3 has no first Finished message to bind to, and a plain connection has nothing")
    func nothing() async throws {
        let pair = try await secured(.tls13)
        #expect(pair.client.connection.bytes(of: .unique) == nil)
        let plain = try await Pair()
        #expect(plain.client.connection.bytes(of: .exporter) == nil)
    }
}

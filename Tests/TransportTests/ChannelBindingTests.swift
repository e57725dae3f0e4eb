import Testing

@testable import Transport

/// What a proof can be bound to.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct ChannelBindingTests {
    private func secured(_ version: TLSVersion) async throws -> Pair {
        let root = try ThrowAwayAuthority()
        let certificate = try root.issue(CertificateRequest(names: [.dns("example.org")]))
        let handshake = try await Handshake(certificate, roots: root.rootPEM, versions: [version])
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
        #expect(bindings == (version == .tls13 ? [.exporter] : [.exporter, .unique]))
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
        #expect(pair.client.summary?.bindings == [])
        #expect(pair.client.connection.bytes(of: .unique) == nil)
        #expect(pair.client.connection.bytes(of: .exporter) == nil)
    }

    @Test("TLS 1.3 has no first Finished message to bind to, and a plain connection has nothing")
    func nothing() async throws {
        let pair = try await secured(.tls13)
        #expect(pair.client.connection.bytes(of: .unique) == nil)
        let plain = try await Pair()
        #expect(plain.client.connection.bytes(of: .exporter) == nil)
    }
}

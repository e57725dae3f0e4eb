import Glibc
import Testing

@testable import Transport

/// One's own certificate.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct ClientCertificateTests {
    private let root: ThrowAwayAuthority
    private let certificate: ServerCertificate
    private let mine: ServerCertificate

    init() throws {
        root = try ThrowAwayAuthority()
        certificate = try root.issue(CertificateRequest(names: [.dns("example.org")]))
        mine = try ThrowAwayAuthority.selfSigned(
            CertificateRequest(names: [], commonName: "alice", purpose: .client))
    }

    private func handshake(
        _ own: ClientCertificate?, _ wish: TLSServerSettings.ClientCertificates = .asked,
        roots: [UInt8]? = nil, versions: Set<TLSVersion> = Set(TLSVersion.allCases)
    ) async throws -> Handshake {
        try await Handshake(
            certificate, roots: roots ?? root.rootPEM, own: own, clientCertificates: wish, versions: versions)
    }

    @Test("a server that asks is shown the certificate, and proof of its key", arguments: TLSVersion.allCases)
    func shown(version: TLSVersion) async throws {
        let file = try SecretFile(mine.certificatePEM + mine.privateKeyPEM)
        let handshake = try await handshake(ClientCertificate(path: file.path), versions: [version])
        #expect(handshake.end == nil)
        await handshake.pair.server.until { $0.seen.contains(.secured) || $0.end != nil }
        #expect(handshake.pair.server.connection.peerKey == (try mine.key()))
        let without = try await self.handshake(nil, versions: [version])
        await without.pair.server.until { $0.seen.contains(.secured) || $0.end != nil }
        #expect(without.pair.server.end == nil && without.pair.server.connection.peerKey == nil)
    }

    @Test("also to a server that names the issuers of others", arguments: TLSVersion.allCases)
    func othersNamed(version: TLSVersion) async throws {
        let file = try SecretFile(mine.certificatePEM + mine.privateKeyPEM)
        let handshake = try await handshake(
            ClientCertificate(path: file.path), .askedNaming(issuers: root.rootPEM), versions: [version])
        #expect(handshake.end == nil)
        await handshake.pair.server.until { $0.seen.contains(.secured) || $0.end != nil }
        #expect(handshake.pair.server.connection.peerKey == (try mine.key()))
    }

    @Test(
        "a server that does not ask, or is not the right one, learns nothing of it",
        arguments: TLSVersion.allCases)
    func notShown(version: TLSVersion) async throws {
        let file = try SecretFile(mine.certificatePEM + mine.privateKeyPEM)
        let unasked = try await handshake(ClientCertificate(path: file.path), .unwanted, versions: [version])
        await unasked.pair.server.until { $0.seen.contains(.secured) || $0.end != nil }
        #expect(unasked.pair.server.end == nil && unasked.pair.server.connection.peerKey == nil)
        let stranger = try await handshake(
            ClientCertificate(path: file.path), roots: try ThrowAwayAuthority().rootPEM, versions: [version])
        #expect(stranger.end != nil)
        _ = await stranger.pair.server.untilEnd()
        // The server's handshake never came to its end: neither certificate nor proof of the key has reached it.
        #expect(!stranger.pair.server.seen.contains(.secured))
    }

    @Test(
        "a file that is of no use is told with its name, the reason and what to do, before anything is sent")
    func faults() async throws {
        let whole = mine.certificatePEM + mine.privateKeyPEM
        let other = try ThrowAwayAuthority.selfSigned(CertificateRequest(names: []))
        let encrypted = Array(
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n".utf8)
        let old = Array(
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END EC PRIVATE KEY-----\n"
                .utf8)
        let cases: [([UInt8], mode_t, (ClientCertificate.Fault) -> Bool)] = [
            (whole, 0o640, { $0 == .openToOthers }), (whole, 0o604, { $0 == .openToOthers }),
            (whole, 0o620, { $0 == .openToOthers }), (mine.certificatePEM, 0o644, { $0 == .noKey }),
            (mine.privateKeyPEM, 0o600, { $0 == .noCertificate }), ([], 0o600, { $0 == .noCertificate }),
            (mine.certificatePEM + encrypted, 0o600, { $0 == .encryptedKey }),
            (mine.certificatePEM + old, 0o600, { $0 == .encryptedKey }),
            (
                mine.certificatePEM + other.privateKeyPEM, 0o600,
                { if case .unusable = $0 { true } else { false } }
            ),
        ]
        for (bytes, mode, isExpected) in cases {
            let file = try SecretFile(bytes, mode: mode)
            let handshake = try await handshake(ClientCertificate(path: file.path))
            guard case .failed(.tls(.clientCertificate(file.path, let fault)))? = handshake.end else {
                Issue.record("mode \(mode): ended with \(String(describing: handshake.end))")
                continue
            }
            #expect(isExpected(fault), "\(fault)")
            #expect(handshake.end?.description.hasPrefix("\(file.path) ") == true)
            #expect(handshake.pair.server.bytes.isEmpty)
        }
        let missing = try await handshake(ClientCertificate(path: "/nonexistent/me.pem"))
        #expect(
            missing.end
                == .failed(
                    .tls(
                        .clientCertificate(
                            path: "/nonexistent/me.pem", .unreadable("No such file or directory")))))
    }

    @Test("no description of a failure holds any of the key")
    func secretStays() async throws {
        let file = try SecretFile(mine.certificatePEM + mine.privateKeyPEM, mode: 0o644)
        let handshake = try await handshake(ClientCertificate(path: file.path))
        let told = String(reflecting: handshake.end)
        let key = String(decoding: mine.privateKeyPEM, as: UTF8.self).split(separator: "\n")
        for line in key.dropFirst().dropLast() { #expect(!told.contains(line)) }
    }
}

/// A file of a test, removed with it.
final class SecretFile {
    let path: String

    init(_ bytes: [UInt8], mode: mode_t = 0o600) throws {
        var template = Array("/tmp/porchlight-certificate-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        try #require(write(descriptor, bytes, bytes.count) == bytes.count)
        try #require(fchmod(descriptor, mode) == 0)
    }

    deinit { unlink(path) }
}

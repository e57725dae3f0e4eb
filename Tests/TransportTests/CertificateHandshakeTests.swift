import Testing

@testable import Transport

/// Real handshakes against certificates made in process: the library's chain check and the own name check.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct CertificateHandshakeTests {
    /// How a handshake must end.
    enum Verdict: Sendable, Equatable {
        case accepted
        case refused(CertificateFault)
    }

    enum Issuer: Sendable {
        case trusted
        case stranger
        case namesake
        case itself
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var asked = "example.org"
        var issuer = Issuer.trusted
        let request: CertificateRequest
        let verdict: Verdict
    }

    nonisolated private static func wrongName(_ found: String..., asked: String = "example.org") -> Verdict {
        .refused(.wrongName(asked: asked, found: found))
    }

    nonisolated private static let good = CertificateRequest(names: [.dns("example.org")])

    nonisolated static let rows: [Row] = [
        Row(testDescription: "DNS name", request: good, verdict: .accepted),
        Row(
            testDescription: "service name",
            request: .init(names: [.service("_xmpp-client.example.org")]), verdict: .accepted),
        Row(
            testDescription: "international domain", asked: "bücher.example",
            request: .init(names: [.dns("xn--bcher-kva.example")]), verdict: .accepted),
        Row(
            testDescription: "whole wildcard", asked: "chat.example.org",
            request: .init(names: [.dns("*.example.org")]), verdict: .accepted),
        Row(
            testDescription: "address asked for", asked: "127.0.0.1",
            request: .init(names: [.address("127.0.0.1")]), verdict: .accepted),
        Row(
            testDescription: "no purpose stated",
            request: .init(names: [.dns("example.org")], purpose: .unstated), verdict: .accepted),
        Row(
            testDescription: "wrong name",
            request: .init(names: [.dns("evil.example")]), verdict: wrongName("evil.example")),
        Row(
            testDescription: "common name only",
            request: .init(names: [], commonName: "example.org"), verdict: wrongName()),
        Row(
            testDescription: "partial wildcard", asked: "exchat.example.org",
            request: .init(names: [.dns("ex*.example.org")]),
            verdict: wrongName("ex*.example.org", asked: "exchat.example.org")),
        Row(
            testDescription: "the peer's bare address",
            request: .init(names: [.address("127.0.0.1")]), verdict: wrongName("127.0.0.1")),
        Row(
            testDescription: "name of the host found by DNS",
            request: .init(names: [.dns("xmpp.example.org")]), verdict: wrongName("xmpp.example.org")),
        Row(
            testDescription: "another service's name",
            request: .init(names: [.service("_xmpp-server.example.org")]),
            verdict: wrongName("_xmpp-server.example.org")),
        Row(
            testDescription: "expired",
            request: .init(names: good.names, notBefore: .seconds(-7200), notAfter: .seconds(-60)),
            verdict: .refused(.expired)),
        Row(
            testDescription: "not yet valid", request: .init(names: good.names, notBefore: .seconds(3600)),
            verdict: .refused(.notYetValid)),
        Row(testDescription: "self-signed", issuer: .itself, request: good, verdict: .refused(.selfSigned)),
        Row(
            testDescription: "a client's certificate", request: .init(names: good.names, purpose: .client),
            verdict: .refused(.wrongPurpose)),
        Row(
            testDescription: "unknown root", issuer: .stranger, request: good, verdict: .refused(.unknownRoot)
        ),
        Row(
            testDescription: "unknown root with a trusted root's name", issuer: .namesake, request: good,
            verdict: .refused(.unknownRoot)),
    ]

    @Test("a server's certificate is judged before a single byte of ours leaves", arguments: rows)
    func judges(_ row: Row) async throws {
        let authority = try ThrowAwayAuthority()
        let certificate =
            switch row.issuer {
            case .trusted: try authority.issue(row.request)
            case .stranger: try ThrowAwayAuthority(commonName: "Stranger").issue(row.request)
            case .namesake: try ThrowAwayAuthority().issue(row.request)
            case .itself: try ThrowAwayAuthority.selfSigned(row.request)
            }
        let pair = try await Pair()
        pair.server.connection.secure(as: TLSServerSettings(certificate: certificate))
        pair.client.connection.secure(
            as: TLSClientSettings(serverName: row.asked, extraRoots: .pem(authority.rootPEM)))
        pair.client.connection.write(Array("secret".utf8))

        switch row.verdict {
        case .accepted:
            await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
            #expect(pair.client.end == nil)
            #expect(pair.client.summary?.version == .tls13)
            await pair.server.until { $0.text == "secret" || $0.end != nil }
            #expect(pair.server.text == "secret")
        case .refused(let failure):
            await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
            guard case .failed(.tls(.certificate(let found, let shown)))? = pair.client.end, found == failure
            else {
                Issue.record("the client ended with \(String(describing: pair.client.end))")
                return
            }
            #expect(shown.key == (try certificate.key()))
            // The server is told by an alert.
            let serverEnd = await pair.server.untilEnd()
            guard case .failed(.tls)? = serverEnd else {
                Issue.record("the server ended with \(String(describing: serverEnd))")
                return
            }
            #expect(pair.server.bytes.isEmpty)
        }
    }

    @Test("a self-signed certificate that the person names is accepted, for its names only")
    func acceptsNamedSelfSigned() async throws {
        let certificate = try ThrowAwayAuthority.selfSigned(Self.good)
        let right = try await end(asked: "example.org", certificate, .pem(certificate.certificatePEM))
        #expect(right == nil)
        let wrong = try await end(asked: "evil.example", certificate, .pem(certificate.certificatePEM))
        guard case .failed(.tls(.certificate(let fault, _)))? = wrong else {
            Issue.record("ended with \(String(describing: wrong))")
            return
        }
        #expect(fault == .wrongName(asked: "evil.example", found: ["example.org"]))
    }

    @Test("a file of roots that cannot be used is told with its name and the reason")
    func tellsUnusableRoots() async throws {
        let certificate = try ThrowAwayAuthority.selfSigned(Self.good)
        let missing = try await end(asked: "example.org", certificate, .file(path: "/nonexistent/ca.pem"))
        #expect(
            missing
                == .failed(
                    .tls(.rootsUnreadable(path: "/nonexistent/ca.pem", reason: "No such file or directory"))))
        let folder = try await end(asked: "example.org", certificate, .file(path: "/"))
        #expect(folder == .failed(.tls(.rootsUnreadable(path: "/", reason: "not a file"))))
        let garbage = try await end(asked: "example.org", certificate, .pem(Array("no PEM".utf8)))
        guard case .failed(.tls(.rootsUnreadable))? = garbage else {
            Issue.record("ended with \(String(describing: garbage))")
            return
        }
    }

    @Test("a name that no server can have is told before anything is sent")
    func tellsUnusableName() async throws {
        let certificate = try ThrowAwayAuthority.selfSigned(Self.good)
        let how = try await end(asked: "exam ple", certificate, nil)
        #expect(how == .failed(.tls(.unusableName("exam ple"))))
    }

    /// How the client ends; nil if it is secured.
    private func end(
        asked: String, _ certificate: ServerCertificate, _ roots: ExtraRoots?
    ) async throws -> ConnectionEnd? {
        let pair = try await Pair()
        pair.server.connection.secure(as: TLSServerSettings(certificate: certificate))
        pair.client.connection.secure(as: TLSClientSettings(serverName: asked, extraRoots: roots))
        await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
        return pair.client.end
    }
}

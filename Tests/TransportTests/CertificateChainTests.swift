import Testing

@testable import Transport

/// Certificates with an authority between the root and the server, which the server sends along.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct CertificateChainTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let authority: AuthorityRequest
        var names: [CertificateRequest.Name] = [.dns("example.org")]
        let fault: CertificateFault?
    }

    nonisolated static let service: [CertificateRequest.Name] = [.service("_xmpp-client.example.org")]

    nonisolated static let rows: [Row] = [
        Row(testDescription: "an authority between", authority: .init(), fault: nil),
        Row(testDescription: "and a service's name", authority: .init(), names: service, fault: nil),
        Row(
            testDescription: "somebody's certificate as an authority", authority: .init(standing: .subject),
            fault: .issuerUnfit),
        Row(
            testDescription: "an authority for this domain only", authority: .init(onlyFor: ["example.org"]),
            fault: nil),
        Row(
            testDescription: "and a service's name within", authority: .init(onlyFor: ["example.org"]),
            names: service, fault: nil),
        Row(
            testDescription: "an authority for another domain only",
            authority: .init(onlyFor: ["example.com"]), fault: .outsideConstraints),
        Row(
            testDescription: "and a service's name outside", authority: .init(onlyFor: ["example.com"]),
            names: service, fault: .outsideConstraints),
        Row(
            testDescription: "an authority for all but this domain",
            authority: .init(notFor: ["example.org"]),
            fault: .outsideConstraints),
        Row(
            testDescription: "and a service's name excluded", authority: .init(notFor: ["example.org"]),
            names: service, fault: .outsideConstraints),
    ]

    @Test("an authority may speak for whom it was appointed for, and for nobody else", arguments: rows)
    func judges(_ row: Row) async throws {
        let root = try ThrowAwayAuthority()
        let certificate = try root.appoint(row.authority).issue(CertificateRequest(names: row.names))
        let end = try await Handshake(certificate, roots: root.rootPEM).end
        guard let fault = row.fault else { return #expect(end == nil) }
        guard case .failed(.tls(.certificate(let found, _)))? = end else {
            Issue.record("ended with \(String(describing: end))")
            return
        }
        #expect(found == fault)
    }
}

/// A handshake between a client that asks for a name and a server with this certificate.
@MainActor
struct Handshake {
    let pair: Pair
    /// How the client ended; nil if it is secured.
    var end: ConnectionEnd? { pair.client.end }

    /// Shakes hands, and waits for the outcome at the client.
    init(
        _ certificate: ServerCertificate, asked: String = "example.org", roots: [UInt8]? = nil,
        pins: Set<KeyFingerprint> = [], own: ClientCertificate? = nil,
        clientCertificates: TLSServerSettings.ClientCertificates = .unwanted,
        versions: Set<TLSVersion> = Set(TLSVersion.allCases)
    ) async throws {
        pair = try await Pair()
        pair.server.connection.secure(
            as: TLSServerSettings(
                certificate: certificate, versions: versions, clientCertificates: clientCertificates))
        pair.client.connection.secure(
            as: TLSClientSettings(
                serverName: asked, extraRoots: roots.map { .pem($0) }, pins: pins, certificate: own))
        await pair.client.until { $0.seen.contains(.secured) || $0.end != nil }
    }
}

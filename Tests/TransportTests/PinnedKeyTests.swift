import Testing

@testable import Transport

/// Keys that a person has accepted.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct PinnedKeyTests {
    private let root: ThrowAwayAuthority
    private let certificate: ServerCertificate
    private let key: KeyFingerprint

    init() throws {
        root = try ThrowAwayAuthority()
        certificate = try root.issue(CertificateRequest(names: [.dns("example.org")]))
        key = try certificate.key()
    }

    private func fault(_ end: ConnectionEnd?) -> CertificateFault? {
        guard case .failed(.tls(.certificate(let fault, _)))? = end else { return nil }
        return fault
    }

    @Test("an accepted key is all that is asked for: not the root, nor the name, nor the dates")
    func accepted() async throws {
        let odd = [
            try ThrowAwayAuthority.selfSigned(CertificateRequest(names: [])), certificate,
            try root.issue(
                CertificateRequest(
                    names: [.dns("other.test")], notBefore: .seconds(-7200), notAfter: .seconds(-60),
                    purpose: .client)),
        ]
        for certificate in odd {
            let end = try await Handshake(certificate, pins: [try certificate.key()]).end
            #expect(end == nil)
        }
    }

    @Test("a renewed certificate with the same key goes on as before")
    func renewed() async throws {
        let renewed = try root.issue(CertificateRequest(names: [.dns("new.test")]), renewing: certificate)
        #expect(renewed.certificatePEM != certificate.certificatePEM)
        #expect(try renewed.key() == key)
        let end = try await Handshake(renewed, pins: [key]).end
        #expect(end == nil)
    }

    @Test("another key is refused even with a certificate that is in order, and shown")
    func anotherKey() async throws {
        let other = try root.issue(CertificateRequest(names: [.dns("example.org")]))
        let handshake = try await Handshake(other, roots: root.rootPEM, pins: [key])
        guard case .failed(.tls(.certificate(.anotherKey, let shown)))? = handshake.end else {
            Issue.record("ended with \(String(describing: handshake.end))")
            return
        }
        #expect(shown.key == (try other.key()))
        #expect(handshake.end?.description.contains("not the one that you have accepted") == true)
        _ = await handshake.pair.server.untilEnd()
        #expect(!handshake.pair.server.seen.contains(.secured))
    }

    @Test("several accepted keys are each as good")
    func several() async throws {
        let other = try root.issue(CertificateRequest(names: []))
        let end = try await Handshake(certificate, pins: [try other.key(), key]).end
        #expect(end == nil)
    }

    @Test("a fingerprint is read as it is written, and nothing else is read")
    func fingerprints() {
        #expect(KeyFingerprint("\(key)") == key)
        #expect("\(key)".utf8.count == 95)
        let text = "\(key)"
        let others = [
            "", String(text.dropLast()), text + ":00", String(text.dropLast(3)), text.lowercased() + "x",
            text.replacing(":", with: ""), text.replacing(":", with: " "), "+" + text.dropFirst(),
        ]
        for other in others { #expect(KeyFingerprint(other) == nil, "\(other)") }
        #expect(KeyFingerprint(bytes: Array(repeating: 0, count: 31)) == nil)
    }

    @Test("what a certificate says of itself is bounded and printable")
    func facts() async throws {
        let names = (0..<20).map { CertificateRequest.Name.dns("host\($0).example") }
        let authority = try ThrowAwayAuthority(
            commonName: "Evil\u{1B}[2J\nroot" + String(repeating: "x", count: 40))
        let certificate = try authority.issue(CertificateRequest(names: names))
        let handshake = try await Handshake(certificate)
        guard case .failed(.tls(.certificate(let fault, let shown)))? = handshake.end else {
            Issue.record("ended with \(String(describing: handshake.end))")
            return
        }
        #expect(fault == .unknownRoot)
        #expect(shown.names.count == 8 && shown.moreNames == 12)
        #expect(shown.facts.count == 3)
        #expect(shown.facts[0].hasSuffix("host7.example and 12 more"))
        #expect(shown.facts[1].contains("Evil") && shown.facts[1].contains("root"))
        #expect(shown.facts[2].hasPrefix("valid: 20") && shown.facts[2].contains(" to 20"))
        for fact in shown.facts {
            #expect(fact.utf8.count < 2300)
            #expect(fact.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        }
    }
}

import CGnuTLS

/// The judgement on a peer's certificate: first its chain, then whom it names.
enum PeerCertificate {
    /// Why the peer of a session that has shaken hands is not `identity`; nil if it is.
    static func objection(
        in session: gnutls_session_t, to identity: ReferenceIdentity, _ settings: TLSClientSettings
    ) -> TLSFailure? {
        guard let leaf = leaf(of: session) else { return .handshake("the server shows no certificate") }
        defer { gnutls_x509_crt_deinit(leaf) }
        guard let shown = ShownCertificate(leaf) else { return .handshake("the server's key cannot be read") }
        return fault(of: leaf, shown, in: session, for: identity, settings).map { .certificate($0, shown) }
    }

    private static func fault(
        of leaf: gnutls_x509_crt_t, _ shown: ShownCertificate, in session: gnutls_session_t,
        for identity: ReferenceIdentity, _ settings: TLSClientSettings
    ) -> CertificateFault? {
        // A key that a person has accepted is all that counts: the certificate around it may have changed, or be of
        // nobody's making.
        guard settings.pins.isEmpty else { return settings.pins.contains(shown.key) ? nil : .anotherKey }
        var status: UInt32 = 0
        let code = porch_verify_server_chain(session, &status)
        guard code == GNUTLS_E_SUCCESS else { return .untrusted(wordsOfGnuTLS(code)) }
        if status != 0 { return fault(status: status, leaf: leaf) }
        let names = names(of: leaf)
        guard identity.isNamed(in: names) else {
            return .wrongName(
                asked: PrintableName(settings.serverName).description, found: names.map(\.description))
        }
        return NameConstraints.permit(identity, in: session) ? nil : .outsideConstraints
    }

    /// SHA-256 of the key with its algorithm.
    static func fingerprint(of certificate: gnutls_x509_crt_t) -> KeyFingerprint? {
        var bytes = [UInt8](repeating: 0, count: 32)
        var size = bytes.count
        let kind = UInt32(GNUTLS_KEYID_USE_SHA256.rawValue)
        guard gnutls_x509_crt_get_key_id(certificate, kind, &bytes, &size) == GNUTLS_E_SUCCESS else {
            return nil
        }
        return KeyFingerprint(bytes: Array(bytes.prefix(size)))
    }

    /// The one reason to tell out of those found: what makes the others meaningless comes first.
    private static func fault(status: UInt32, leaf: gnutls_x509_crt_t) -> CertificateFault {
        func complains(_ flag: gnutls_certificate_status_t) -> Bool { status & flag.rawValue != 0 }
        if complains(GNUTLS_CERT_REVOKED) { return .revoked }
        if complains(GNUTLS_CERT_SIGNER_NOT_CA) { return .issuerUnfit }
        if complains(GNUTLS_CERT_SIGNER_NOT_FOUND) {
            return gnutls_x509_crt_check_issuer(leaf, leaf) == 0 ? .unknownRoot : .selfSigned
        }
        // A root of the same name has been found, but it did not sign.
        if complains(GNUTLS_CERT_SIGNATURE_FAILURE) { return .unknownRoot }
        if complains(GNUTLS_CERT_INSECURE_ALGORITHM) { return .weakAlgorithm }
        if complains(GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE) { return .outsideConstraints }
        if complains(GNUTLS_CERT_EXPIRED) { return .expired }
        if complains(GNUTLS_CERT_NOT_ACTIVATED) { return .notYetValid }
        if complains(GNUTLS_CERT_PURPOSE_MISMATCH) { return .wrongPurpose }
        return .untrusted(words(for: status))
    }

    private static func words(for status: UInt32) -> String {
        var text = gnutls_datum_t()
        guard gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) == 0 else {
            return "status \(status)"
        }
        defer { porch_free_datum(&text) }
        let bytes = UnsafeBufferPointer(start: text.data, count: Int(text.size)).filter { $0 >= 0x20 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The peer's own certificate, to be freed by the caller.
    static func leaf(of session: gnutls_session_t) -> gnutls_x509_crt_t? {
        var count: UInt32 = 0
        guard let list = gnutls_certificate_get_peers(session, &count), count > 0 else { return nil }
        var made: gnutls_x509_crt_t?
        guard gnutls_x509_crt_init(&made) == GNUTLS_E_SUCCESS, let made else { return nil }
        guard gnutls_x509_crt_import(made, list, GNUTLS_X509_FMT_DER) == GNUTLS_E_SUCCESS else {
            gnutls_x509_crt_deinit(made)
            return nil
        }
        return made
    }

    /// The alternative names in their order; at most 1,000 are looked at.
    static func names(of certificate: gnutls_x509_crt_t) -> [CertificateName] {
        var names: [CertificateName] = []
        for index in 0..<UInt32(1000) {
            switch name(of: certificate, at: index) {
            case .found(let name): names.append(name)
            case .none: return names
            }
        }
        return names
    }

    private enum Entry {
        case found(CertificateName)
        case none
    }

    private static func name(of certificate: gnutls_x509_crt_t, at index: UInt32) -> Entry {
        // A name that does not fit is longer than a DNS name can be, so it is one of another kind.
        var bytes = [UInt8](repeating: 0, count: 1024)
        var size = bytes.count
        var kind: UInt32 = 0
        let code = gnutls_x509_crt_get_subject_alt_name2(certificate, index, &bytes, &size, &kind, nil)
        if code == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE { return .none }
        guard code >= 0, size <= bytes.count else { return .found(.other) }
        return .found(name(kind: kind, bytes: Array(bytes.prefix(size))))
    }

    private static func name(kind: UInt32, bytes: [UInt8]) -> CertificateName {
        switch kind {
        case GNUTLS_SAN_DNSNAME.rawValue: .dns(bytes)
        case GNUTLS_SAN_OTHERNAME_SRV.rawValue: .service(bytes)
        case GNUTLS_SAN_IPADDRESS.rawValue: .address(bytes)
        default: .other
        }
    }
}

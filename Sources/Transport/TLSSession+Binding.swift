import CGnuTLS

/// What a proof can be bound to.
extension TLSSession {
    /// What this session has of it, the best first. After the handshake.
    var bindings: [TLSBinding] {
        ownBindings + (hasServerEndPoint ? [.serverEndPoint] : [])
    }

    /// What no other connection has. Under TLS 1.2 without the extended master secret two connections can share what
    /// either is made of (RFC 7627 section 1), so there is nothing then.
    private var ownBindings: [TLSBinding] {
        switch version {
        case .tls13: [.exporter]
        case .tls12: gnutls_session_ext_master_secret_status(pointer) != 0 ? [.exporter, .unique] : []
        }
    }

    /// Whether the server's certificate is signed with exactly one hash. Otherwise RFC 5929 section 4.1 does not say
    /// what it is to be hashed by, and two libraries make different things of it.
    private var hasServerEndPoint: Bool {
        guard let certificate = serverCertificate else { return false }
        var parsed: gnutls_x509_crt_t?
        guard gnutls_x509_crt_init(&parsed) == GNUTLS_E_SUCCESS, let parsed else { return false }
        defer { gnutls_x509_crt_deinit(parsed) }
        guard gnutls_x509_crt_import(parsed, certificate, GNUTLS_X509_FMT_DER) == GNUTLS_E_SUCCESS else {
            return false
        }
        let signature = gnutls_x509_crt_get_signature_algorithm(parsed)
        guard signature > 0 else { return false }
        switch gnutls_sign_algorithm_t(UInt32(signature)) {
        case GNUTLS_SIGN_EDDSA_ED25519, GNUTLS_SIGN_EDDSA_ED448: return false
        case let known: return gnutls_sign_get_hash_algorithm(known) != GNUTLS_DIG_UNKNOWN
        }
    }

    private var serverCertificate: UnsafePointer<gnutls_datum_t>? {
        switch role {
        case .client:
            var count: UInt32 = 0
            return gnutls_certificate_get_peers(pointer, &count)
        case .server: return gnutls_certificate_get_ours(pointer)
        }
    }

    /// What a proof is bound to; nil when this session has nothing of the kind. After the handshake.
    func bytes(of binding: TLSBinding) -> [UInt8]? {
        guard bindings.contains(binding) else { return nil }
        let kind =
            switch binding {
            case .exporter: GNUTLS_CB_TLS_EXPORTER
            case .unique: GNUTLS_CB_TLS_UNIQUE
            case .serverEndPoint: GNUTLS_CB_TLS_SERVER_END_POINT
            }
        var datum = gnutls_datum_t()
        guard gnutls_session_channel_binding(pointer, kind, &datum) == GNUTLS_E_SUCCESS else { return nil }
        defer { porch_free_datum(&datum) }
        return Array(UnsafeBufferPointer(start: datum.data, count: Int(datum.size)))
    }
}

import CGnuTLS

extension CertificateWork {
    /// Lets the subject of an unsigned certificate issue certificates itself, as far as it shall.
    static func appoint(
        _ certificate: gnutls_x509_crt_t, _ request: AuthorityRequest
    ) throws(CertificateError) {
        switch request.standing {
        case .subject: try check(gnutls_x509_crt_set_ca_status(certificate, 0), "making an authority")
        case .authority:
            try check(gnutls_x509_crt_set_ca_status(certificate, 1), "making an authority")
            let usage = UInt32(GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN)
            try check(gnutls_x509_crt_set_key_usage(certificate, usage), "making an authority")
        }
        guard !request.onlyFor.isEmpty || !request.notFor.isEmpty else { return }
        try constrain(certificate, onlyFor: request.onlyFor, notFor: request.notFor)
    }

    private static func constrain(
        _ certificate: gnutls_x509_crt_t, onlyFor: [String], notFor: [String]
    ) throws(CertificateError) {
        var list: gnutls_x509_name_constraints_t?
        try check(gnutls_x509_name_constraints_init(&list), "limiting an authority")
        guard let list else { throw CertificateError(step: "limiting an authority", code: -1) }
        defer { gnutls_x509_name_constraints_deinit(list) }
        for name in onlyFor {
            let code = withDatum(Array(name.utf8)) {
                gnutls_x509_name_constraints_add_permitted(list, GNUTLS_SAN_DNSNAME, $0)
            }
            try check(code, "limiting an authority")
        }
        for name in notFor {
            let code = withDatum(Array(name.utf8)) {
                gnutls_x509_name_constraints_add_excluded(list, GNUTLS_SAN_DNSNAME, $0)
            }
            try check(code, "limiting an authority")
        }
        try check(gnutls_x509_crt_set_name_constraints(certificate, list, 1), "limiting an authority")
    }
}

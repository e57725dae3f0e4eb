import CGnuTLS

/// The domains for which the authorities of a chain may issue (RFC 5280 section 4.2.1.10).
///
/// The library holds the certificate's DNS names against them. A service's name (RFC 4985) is of another kind, and the
/// library lets it pass; but whoever may speak only for some domains shall not speak for a service of another.
enum NameConstraints {
    /// Whether every authority that the peer has sent may speak for this identity.
    static func permit(_ identity: ReferenceIdentity, in session: gnutls_session_t) -> Bool {
        switch identity {
        case .address: return true
        case .domain(let domain, _):
            var count: UInt32 = 0
            guard let list = gnutls_certificate_get_peers(session, &count), count > 1 else { return true }
            return UnsafeBufferPointer(start: list, count: Int(count)).dropFirst().allSatisfy {
                permits(domain, $0)
            }
        }
    }

    private static func permits(_ domain: [UInt8], _ authority: gnutls_datum_t) -> Bool {
        var made: gnutls_x509_crt_t?
        guard gnutls_x509_crt_init(&made) == GNUTLS_E_SUCCESS, let certificate = made else { return false }
        defer { gnutls_x509_crt_deinit(certificate) }
        var der = authority
        guard gnutls_x509_crt_import(certificate, &der, GNUTLS_X509_FMT_DER) == GNUTLS_E_SUCCESS else {
            return false
        }
        var list: gnutls_x509_name_constraints_t?
        guard gnutls_x509_name_constraints_init(&list) == GNUTLS_E_SUCCESS, let constraints = list else {
            return false
        }
        defer { gnutls_x509_name_constraints_deinit(constraints) }
        switch gnutls_x509_crt_get_name_constraints(certificate, constraints, 0, nil) {
        case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE: return true
        case GNUTLS_E_SUCCESS:
            return withDatum(domain) {
                gnutls_x509_name_constraints_check(constraints, GNUTLS_SAN_DNSNAME, $0) != 0
            }
        default: return false
        }
    }
}

import CGnuTLS
import Glibc

/// The steps of making a certificate; each object made here is its caller's to free.
enum CertificateWork {
    static func newKey() throws(CertificateError) -> gnutls_x509_privkey_t {
        let key = try made("making a key", gnutls_x509_privkey_init)
        do throws(CertificateError) {
            // GNUTLS_CURVE_TO_BITS, a macro that Swift does not see, marks a curve by the highest bit.
            let curve = UInt32(1) << 31 | GNUTLS_ECC_CURVE_SECP256R1.rawValue
            try check(gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA, curve, 0), "making a key")
        } catch {
            gnutls_x509_privkey_deinit(key)
            throw error
        }
        return key
    }

    static func key(_ pem: [UInt8]) throws(CertificateError) -> gnutls_x509_privkey_t {
        let key = try made("reading a key", gnutls_x509_privkey_init)
        let code = withDatum(pem) { gnutls_x509_privkey_import(key, $0, GNUTLS_X509_FMT_PEM) }
        guard code == GNUTLS_E_SUCCESS else {
            gnutls_x509_privkey_deinit(key)
            throw CertificateError(step: "reading a key", code: code)
        }
        return key
    }

    static func certificate(_ pem: [UInt8]) throws(CertificateError) -> gnutls_x509_crt_t {
        let certificate = try made("reading a certificate", gnutls_x509_crt_init)
        let code = withDatum(pem) { gnutls_x509_crt_import(certificate, $0, GNUTLS_X509_FMT_PEM) }
        guard code == GNUTLS_E_SUCCESS else {
            gnutls_x509_crt_deinit(certificate)
            throw CertificateError(step: "reading a certificate", code: code)
        }
        return certificate
    }

    /// A certificate with all it shall say, but nobody's signature.
    static func unsigned(
        _ request: CertificateRequest, key: gnutls_x509_privkey_t
    ) throws(CertificateError) -> gnutls_x509_crt_t {
        let certificate = try made("making a certificate", gnutls_x509_crt_init)
        do throws(CertificateError) {
            try check(gnutls_x509_crt_set_version(certificate, 3), "making a certificate")
            try check(gnutls_x509_crt_set_key(certificate, key), "making a certificate")
            try setSerial(certificate)
            try setValidity(certificate, request)
            try setPurpose(certificate, request.purpose)
            if let name = request.commonName { try setCommonName(certificate, name) }
            for name in request.names { try add(name, to: certificate) }
        } catch {
            gnutls_x509_crt_deinit(certificate)
            throw error
        }
        return certificate
    }

    static func sign(
        _ certificate: gnutls_x509_crt_t, by issuer: gnutls_x509_crt_t, key: gnutls_x509_privkey_t
    ) throws(CertificateError) {
        try check(
            gnutls_x509_crt_sign2(certificate, issuer, key, GNUTLS_DIG_SHA256, 0), "signing a certificate")
    }

    static func pem(ofCertificate certificate: gnutls_x509_crt_t) throws(CertificateError) -> [UInt8] {
        try exported { gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, $0) }
    }

    static func pem(ofKey key: gnutls_x509_privkey_t) throws(CertificateError) -> [UInt8] {
        try exported { gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, $0) }
    }

    private static func exported(
        _ call: (UnsafeMutablePointer<gnutls_datum_t>) -> Int32
    ) throws(CertificateError) -> [UInt8] {
        var datum = gnutls_datum_t()
        try check(call(&datum), "writing PEM")
        defer { porch_free_datum(&datum) }
        return Array(UnsafeBufferPointer(start: datum.data, count: Int(datum.size)))
    }

    private static func setSerial(_ certificate: gnutls_x509_crt_t) throws(CertificateError) {
        var serial = [UInt8](repeating: 0, count: 16)
        try check(gnutls_rnd(GNUTLS_RND_NONCE, &serial, serial.count), "making a serial number")
        // Positive and of full length (RFC 5280 4.1.2.2).
        serial[0] = serial[0] & 0x7F | 0x40
        try check(gnutls_x509_crt_set_serial(certificate, serial, serial.count), "setting the serial number")
    }

    private static func setValidity(
        _ certificate: gnutls_x509_crt_t, _ request: CertificateRequest
    ) throws(CertificateError) {
        let now = Int64(time(nil))
        func moment(_ offset: Duration) -> time_t {
            time_t(now.addingReportingOverflow(offset.components.0).0)
        }
        try check(
            gnutls_x509_crt_set_activation_time(certificate, moment(request.notBefore)), "setting the dates")
        try check(
            gnutls_x509_crt_set_expiration_time(certificate, moment(request.notAfter)), "setting the dates")
    }

    private static func setPurpose(
        _ certificate: gnutls_x509_crt_t, _ purpose: CertificateRequest.Purpose
    ) throws(CertificateError) {
        let name: String? =
            switch purpose {
            case .server: GNUTLS_KP_TLS_WWW_SERVER
            case .client: GNUTLS_KP_TLS_WWW_CLIENT
            case .unstated: nil
            }
        guard let name else { return }
        try check(gnutls_x509_crt_set_key_purpose_oid(certificate, name, 0), "setting the purpose")
    }

    private static func setCommonName(
        _ certificate: gnutls_x509_crt_t, _ name: String
    ) throws(CertificateError) {
        let bytes = Array(name.utf8)
        let code = gnutls_x509_crt_set_dn_by_oid(
            certificate, GNUTLS_OID_X520_COMMON_NAME, 0, bytes, UInt32(clamping: bytes.count))
        try check(code, "setting the common name")
    }

    private static func add(
        _ name: CertificateRequest.Name, to certificate: gnutls_x509_crt_t
    ) throws(CertificateError) {
        let kind: gnutls_x509_subject_alt_name_t
        let bytes: [UInt8]
        switch name {
        case .dns(let text): (kind, bytes) = (GNUTLS_SAN_DNSNAME, Array(text.utf8))
        case .service(let text): (kind, bytes) = (GNUTLS_SAN_OTHERNAME_SRV, Array(text.utf8))
        case .address(let text): (kind, bytes) = (GNUTLS_SAN_IPADDRESS, LiteralAddress(text)?.bytes ?? [])
        }
        let size = UInt32(clamping: bytes.count)
        let append = UInt32(GNUTLS_FSAN_APPEND)
        try check(
            gnutls_x509_crt_set_subject_alt_name(certificate, kind, bytes, size, append), "adding a name")
    }

    private static func made<Object>(
        _ step: String, _ call: (UnsafeMutablePointer<Object?>) -> Int32
    ) throws(CertificateError) -> Object {
        var object: Object?
        let code = call(&object)
        guard code == GNUTLS_E_SUCCESS, let object else { throw CertificateError(step: step, code: code) }
        return object
    }
}

/// Turns a GnuTLS code that is no success into an error.
func check(_ code: Int32, _ step: String) throws(CertificateError) {
    guard code >= 0 else { throw CertificateError(step: step, code: code) }
}

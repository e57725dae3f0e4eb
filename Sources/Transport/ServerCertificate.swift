import CGnuTLS

/// A server's certificate with its private key.
public struct ServerCertificate: Sendable {
    /// The certificate, and behind it those between it and its root, which is the client's to have.
    public let certificatePEM: [UInt8]

    /// The private key, not encrypted.
    public let privateKeyPEM: [UInt8]

    /// What the key is known by.
    ///
    /// - Throws: `CertificateError` when the certificate cannot be read.
    public func key() throws(CertificateError) -> KeyFingerprint {
        let certificate = try CertificateWork.certificate(certificatePEM)
        defer { gnutls_x509_crt_deinit(certificate) }
        guard let key = PeerCertificate.fingerprint(of: certificate) else {
            throw CertificateError(step: "reading a key", code: GNUTLS_E_INTERNAL_ERROR)
        }
        return key
    }

    func credentials() -> Result<TLSCredentials, TLSFailure> {
        guard let credentials = TLSCredentials() else { return .failure(.handshake("out of memory")) }
        let code = withDatum(certificatePEM) { certificate in
            withDatum(privateKeyPEM) { key in
                gnutls_certificate_set_x509_key_mem(
                    credentials.pointer, certificate, key, GNUTLS_X509_FMT_PEM)
            }
        }
        return code >= 0 ? .success(credentials) : .failure(.handshake(wordsOfGnuTLS(code)))
    }
}

/// Why a certificate could not be made.
public struct CertificateError: Error, Hashable, CustomStringConvertible {
    let step: String
    let code: Int32

    /// One clause for a person.
    public var description: String { "\(step) failed: \(wordsOfGnuTLS(code))" }
}

import CGnuTLS
import Glibc

/// A certificate authority made in memory and forgotten with the program, for servers on this computer.
///
/// Nothing but `rootPEM` lets a client trust it.
public struct ThrowAwayAuthority: Sendable {
    /// The root certificate, to be given to clients as `ExtraRoots.pem` or in a file.
    public let rootPEM: [UInt8]

    private let keyPEM: [UInt8]

    /// Makes a root of ECDSA P-256, good for a day.
    ///
    /// - Throws: `CertificateError` when the library refuses, for instance without memory.
    public init(commonName: String = "Throw-away root") throws(CertificateError) {
        let key = try CertificateWork.newKey()
        defer { gnutls_x509_privkey_deinit(key) }
        let request = CertificateRequest(names: [], commonName: commonName, purpose: .unstated)
        let root = try CertificateWork.unsigned(request, key: key)
        defer { gnutls_x509_crt_deinit(root) }
        try check(gnutls_x509_crt_set_ca_status(root, 1), "making a root")
        let usage = UInt32(GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN)
        try check(gnutls_x509_crt_set_key_usage(root, usage), "making a root")
        try CertificateWork.sign(root, by: root, key: key)
        rootPEM = try CertificateWork.pem(ofCertificate: root)
        keyPEM = try CertificateWork.pem(ofKey: key)
    }

    /// Issues a certificate with a key of its own.
    ///
    /// - Throws: `CertificateError` when the library refuses one of the names or dates.
    public func issue(_ request: CertificateRequest) throws(CertificateError) -> ServerCertificate {
        let issuer = try CertificateWork.certificate(rootPEM)
        defer { gnutls_x509_crt_deinit(issuer) }
        let issuerKey = try CertificateWork.key(keyPEM)
        defer { gnutls_x509_privkey_deinit(issuerKey) }
        return try Self.make(request) { leaf, _ throws(CertificateError) in
            try CertificateWork.sign(leaf, by: issuer, key: issuerKey)
        }
    }

    /// Makes a certificate that vouches for itself only.
    ///
    /// - Throws: `CertificateError` when the library refuses one of the names or dates.
    public static func selfSigned(_ request: CertificateRequest) throws(CertificateError) -> ServerCertificate
    {
        try make(request) { leaf, key throws(CertificateError) in
            try CertificateWork.sign(leaf, by: leaf, key: key)
        }
    }

    private static func make(
        _ request: CertificateRequest,
        sign: (gnutls_x509_crt_t, gnutls_x509_privkey_t) throws(CertificateError) -> Void
    ) throws(CertificateError) -> ServerCertificate {
        let key = try CertificateWork.newKey()
        defer { gnutls_x509_privkey_deinit(key) }
        let leaf = try CertificateWork.unsigned(request, key: key)
        defer { gnutls_x509_crt_deinit(leaf) }
        try sign(leaf, key)
        return ServerCertificate(
            certificatePEM: try CertificateWork.pem(ofCertificate: leaf),
            privateKeyPEM: try CertificateWork.pem(ofKey: key))
    }
}

/// What a certificate shall say.
public struct CertificateRequest: Sendable {
    /// An alternative name.
    public enum Name: Hashable, Sendable {
        /// A DNS name in A-labels, taken as it stands; a wildcard may be in it.
        case dns(String)
        /// A service at a domain, such as `_xmpp-client.example.org` (RFC 4985).
        case service(String)
        /// A literal IP address.
        case address(String)
    }

    /// What the certificate's key may be used for.
    public enum Purpose: Hashable, Sendable {
        /// By a TLS server.
        case server
        /// By a TLS client only.
        case client
        /// Nothing is said, so anything.
        case unstated
    }

    /// The alternative names.
    public var names: [Name]
    /// The subject's common name, which must not help.
    public var commonName: String?
    /// The first valid second, counted from now.
    public var notBefore: Duration
    /// The last valid second, counted from now.
    public var notAfter: Duration
    /// What the key may be used for.
    public var purpose: Purpose

    /// Asks for a certificate; by default valid from an hour ago for a day, for a server.
    public init(
        names: [Name], commonName: String? = nil, notBefore: Duration = .seconds(-3600),
        notAfter: Duration = .seconds(86_400), purpose: Purpose = .server
    ) {
        self.names = names
        self.commonName = commonName
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.purpose = purpose
    }
}

/// A server's certificate with its private key.
public struct ServerCertificate: Sendable {
    /// The certificate alone; its root is the client's to have.
    public let certificatePEM: [UInt8]

    /// The private key, not encrypted.
    public let privateKeyPEM: [UInt8]

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

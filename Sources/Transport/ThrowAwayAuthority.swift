import CGnuTLS

/// A certificate authority made in memory and forgotten with the program, for servers on this computer.
///
/// Nothing but `rootPEM` lets a client trust it.
public struct ThrowAwayAuthority: Sendable {
    /// The root certificate, to be given to clients as `ExtraRoots.pem` or in a file.
    public let rootPEM: [UInt8]

    /// The certificate with which it issues: the root's, or one between.
    private let issuerPEM: [UInt8]
    private let keyPEM: [UInt8]
    /// The certificates between the root and those that it issues, as a server sends them.
    private let chainPEM: [UInt8]

    /// Makes a root of ECDSA P-256, good for a day.
    ///
    /// - Throws: `CertificateError` when the library refuses, for instance without memory.
    public init(commonName: String = "Throw-away root") throws(CertificateError) {
        let key = try CertificateWork.newKey()
        defer { gnutls_x509_privkey_deinit(key) }
        let request = CertificateRequest(names: [], commonName: commonName, purpose: .unstated)
        let root = try CertificateWork.unsigned(request, key: key)
        defer { gnutls_x509_crt_deinit(root) }
        try CertificateWork.appoint(root, AuthorityRequest(commonName: commonName))
        try CertificateWork.sign(root, by: root, key: key)
        rootPEM = try CertificateWork.pem(ofCertificate: root)
        issuerPEM = rootPEM
        keyPEM = try CertificateWork.pem(ofKey: key)
        chainPEM = []
    }

    private init(rootPEM: [UInt8], issuer: ServerCertificate) {
        self.rootPEM = rootPEM
        issuerPEM = issuer.certificatePEM
        keyPEM = issuer.privateKeyPEM
        chainPEM = issuer.certificatePEM
    }

    /// Appoints an authority below this one, which its servers show together with their certificates.
    ///
    /// - Throws: `CertificateError` when the library refuses one of the names.
    public func appoint(_ request: AuthorityRequest) throws(CertificateError) -> ThrowAwayAuthority {
        let plain = CertificateRequest(names: [], commonName: request.commonName, purpose: .unstated)
        let issuer = try make(plain, keyPEM: nil) { certificate throws(CertificateError) in
            try CertificateWork.appoint(certificate, request)
        }
        return ThrowAwayAuthority(rootPEM: rootPEM, issuer: issuer)
    }

    /// Issues a certificate with a key of its own, or with the key of an earlier one.
    ///
    /// - Throws: `CertificateError` when the library refuses one of the names or dates.
    public func issue(
        _ request: CertificateRequest, renewing earlier: ServerCertificate? = nil
    ) throws(CertificateError) -> ServerCertificate {
        try make(request, keyPEM: earlier?.privateKeyPEM) { _ throws(CertificateError) in }
    }

    private func make(
        _ request: CertificateRequest, keyPEM givenKey: [UInt8]?,
        finish: (gnutls_x509_crt_t) throws(CertificateError) -> Void
    ) throws(CertificateError) -> ServerCertificate {
        let issuer = try CertificateWork.certificate(issuerPEM)
        defer { gnutls_x509_crt_deinit(issuer) }
        let issuerKey = try CertificateWork.key(keyPEM)
        defer { gnutls_x509_privkey_deinit(issuerKey) }
        return try Self.make(request, keyPEM: givenKey, chainPEM: chainPEM) {
            certificate, _ throws(CertificateError) in
            try finish(certificate)
            try CertificateWork.sign(certificate, by: issuer, key: issuerKey)
        }
    }

    /// Makes a certificate that vouches for itself only.
    ///
    /// - Throws: `CertificateError` when the library refuses one of the names or dates.
    public static func selfSigned(_ request: CertificateRequest) throws(CertificateError) -> ServerCertificate
    {
        try make(request, keyPEM: nil, chainPEM: []) { certificate, key throws(CertificateError) in
            try CertificateWork.sign(certificate, by: certificate, key: key)
        }
    }

    private static func make(
        _ request: CertificateRequest, keyPEM: [UInt8]?, chainPEM: [UInt8],
        sign: (gnutls_x509_crt_t, gnutls_x509_privkey_t) throws(CertificateError) -> Void
    ) throws(CertificateError) -> ServerCertificate {
        let key: gnutls_x509_privkey_t
        if let keyPEM { key = try CertificateWork.key(keyPEM) } else { key = try CertificateWork.newKey() }
        defer { gnutls_x509_privkey_deinit(key) }
        let certificate = try CertificateWork.unsigned(request, key: key)
        defer { gnutls_x509_crt_deinit(certificate) }
        try sign(certificate, key)
        return ServerCertificate(
            certificatePEM: try CertificateWork.pem(ofCertificate: certificate) + chainPEM,
            privateKeyPEM: try CertificateWork.pem(ofKey: key))
    }
}

/// What an authority below a root shall be allowed.
public struct AuthorityRequest: Sendable {
    /// Whether it may issue at all.
    public enum Standing: Hashable, Sendable {
        /// It may (RFC 5280 section 4.2.1.9).
        case authority
        /// It may not: it is a certificate like a server's.
        case subject
    }

    /// What it calls itself.
    public var commonName: String
    /// Whether it may issue at all.
    public var standing: Standing
    /// The only domains for which it may issue, those below them included; empty for all (RFC 5280 section 4.2.1.10).
    public var onlyFor: [String]
    /// The domains for which it may not issue.
    public var notFor: [String]

    /// Asks for an authority; by default one for everything.
    public init(
        commonName: String = "Throw-away authority", standing: Standing = .authority, onlyFor: [String] = [],
        notFor: [String] = []
    ) {
        self.commonName = commonName
        self.standing = standing
        self.onlyFor = onlyFor
        self.notFor = notFor
    }
}

import CGnuTLS

/// Which end of a handshake this is, and what it brings.
enum HandshakeParty: Sendable {
    case client(TLSClientSettings)
    case server(TLSServerSettings)

    /// Gathers what the handshake needs. Reads files, so it is for a background queue.
    func prepare() -> Result<HandshakeMeans, TLSFailure> {
        switch self {
        case .client(let settings):
            guard let identity = settings.identity else {
                return .failure(.unusableName(settings.serverName))
            }
            return settings.credentials.load().map { .client(settings, identity, $0) }
        case .server(let settings):
            return settings.certificate.credentials().flatMap { credentials in
                settings.clientCertificates.name(in: credentials) ?? .success(.server(settings, credentials))
            }
        }
    }
}

/// What a handshake is made with.
enum HandshakeMeans: Sendable {
    case client(TLSClientSettings, ReferenceIdentity, TLSCredentials)
    case server(TLSServerSettings, TLSCredentials)

    /// Makes the session; nil without memory.
    func session(over socket: Socket) -> TLSSession? {
        let wire = socket.descriptor
        switch self {
        case .client(let settings, let identity, let credentials):
            let judge = CertificateJudge(settings, identity)
            let session = TLSSession(
                role: .client(judge), descriptor: wire, credentials: credentials, alpn: settings.alpn)
            // A literal address is not indicated (RFC 6066 3).
            if case .domain(let domain, _) = identity { session?.indicate(server: domain) }
            return session
        case .server(let settings, let credentials):
            return TLSSession(
                role: .server(settings), descriptor: wire, credentials: credentials, alpn: settings.alpn)
        }
    }
}

extension TLSServerSettings.ClientCertificates {
    /// Puts the issuers where the library names them from; a failure if it cannot.
    fileprivate func name(in credentials: TLSCredentials) -> Result<HandshakeMeans, TLSFailure>? {
        switch self {
        case .unwanted, .asked: return nil
        case .askedNaming(let issuers):
            let count = withDatum(issuers) {
                gnutls_certificate_set_x509_trust_mem(credentials.pointer, $0, GNUTLS_X509_FMT_PEM)
            }
            return count > 0 ? nil : .failure(.handshake("there is no PEM certificate of an issuer"))
        }
    }
}

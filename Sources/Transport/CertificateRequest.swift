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

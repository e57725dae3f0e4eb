/// How a client secures a connection: whom it expects and whom it trusts.
///
/// The files are read once for all connections that use the same value or a copy of it.
public struct TLSClientSettings: Sendable {
    /// Whom the certificate must name: the domain of the address (never a host found by DNS), as a U-label or
    /// A-label domain, or a literal IP address if that is what the person typed.
    public let serverName: String

    /// The service whose names (RFC 4985) also count, such as `xmpp-client`.
    public let serviceName: String

    /// Protocols to offer (RFC 7301), best first; empty for none.
    public var alpn: [String]

    /// The keys that a person has accepted for the server. If there are any, the server's must be one of them, and
    /// nothing else is asked of its certificate.
    public let pins: Set<KeyFingerprint>

    let credentials: ClientCredentials

    /// Describes what to expect of the server.
    ///
    /// - Parameters:
    ///   - extraRoots: roots trusted in addition to the system's; nil for the system's alone.
    ///   - certificate: one's own, shown once the server's has been accepted, and only if it asks.
    public init(
        serverName: String, serviceName: String = "xmpp-client", extraRoots: ExtraRoots? = nil,
        alpn: [String] = [], pins: Set<KeyFingerprint> = [],
        certificate: ClientCertificate? = nil
    ) {
        self.pins = pins
        self.serverName = serverName
        self.serviceName = serviceName
        self.alpn = alpn
        credentials = ClientCredentials(extra: extraRoots, own: certificate)
    }

    /// The identity to look for; nil when the server's name cannot be one.
    var identity: ReferenceIdentity? {
        if let address = LiteralAddress(serverName) { return .address(address.bytes) }
        guard let domain = InternationalDomain(serverName) else { return nil }
        return .domain(domain.aLabels, service: Array(serviceName.utf8))
    }
}

/// Root certificates that the person trusts in addition to the system's.
public enum ExtraRoots: Hashable, Sendable {
    /// A file of PEM certificates; read when first needed.
    case file(path: String)
    /// PEM certificates in memory.
    case pem([UInt8])
}

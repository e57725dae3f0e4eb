/// What of a TLS connection a proof can be bound to, so that it is worth nothing on another one; the best first.
public enum ChannelBinding: String, Hashable, Sendable, CaseIterable {
    /// Keys that only the two ends of this very connection can derive (RFC 9266). For TLS 1.3; for TLS 1.2 with the
    /// extended master secret.
    case tlsExporter = "tls-exporter"
    /// The first Finished message of the handshake (RFC 5929 section 3). For TLS 1.2 only.
    case tlsUnique = "tls-unique"
    /// The hash of the server's certificate (RFC 5929 section 4). For any TLS, but the same for every connection to a
    /// server with this certificate: it defeats whoever sits between with another one, not whoever has its key.
    case tlsServerEndPoint = "tls-server-end-point"
}

/// A connection under TLS whose other end has shown the right certificate, as a proof sees it.
public struct SecuredChannel: Hashable, Sendable {
    /// The protocol's version.
    public enum Version: Hashable, Sendable {
        /// RFC 5246.
        case tls12
        /// RFC 8446.
        case tls13
    }

    /// The protocol's version.
    public let version: Version
    /// What a proof can be bound to, the best first.
    public let bindings: [ChannelBinding]

    /// A channel.
    public init(version: Version, bindings: [ChannelBinding]) {
        self.version = version
        self.bindings = bindings
    }
}

/// What two ends have agreed on.
public struct TLSSummary: Hashable, Sendable {
    /// The protocol's version.
    public let version: TLSVersion

    /// The cipher, such as `AES-256-GCM`.
    public let cipher: String

    /// What can be made of this connection for a proof to be bound to, the best first.
    public let bindings: [TLSBinding]
}

/// A version of TLS that is spoken here; older ones are not.
public enum TLSVersion: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// RFC 5246.
    case tls12 = "TLS 1.2"
    /// RFC 8446.
    case tls13 = "TLS 1.3"

    /// As people write it.
    public var description: String { rawValue }
}

/// What of a connection a proof can be bound to.
public enum TLSBinding: Hashable, Sendable {
    /// Exported keying material (RFC 9266).
    case exporter
    /// The first Finished message of the handshake (RFC 5929 section 3).
    case unique
    /// The hash of the server's certificate (RFC 5929 section 4).
    case serverEndPoint
}

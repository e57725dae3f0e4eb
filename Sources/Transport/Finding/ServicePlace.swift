/// Where a server is, and how TLS begins there as far as DNS says so.
public struct ServicePlace: Hashable, Sendable, CustomStringConvertible {
    /// How TLS begins.
    public enum TLS: Hashable, Sendable {
        /// Before the protocol (XEP-0368).
        case direct
        /// Asked for inside the protocol (RFC 6120 section 5).
        case startTLS
        /// DNS was not asked, so it is as the person configured it.
        case asConfigured
    }

    /// The host and the port.
    public let place: HostPort

    /// How TLS begins there.
    public let tls: TLS

    /// Names a server.
    public init(_ place: HostPort, tls: TLS) {
        self.place = place
        self.tls = tls
    }

    /// The place and how TLS begins, such as `xmpp.example.org:5223 (direct TLS)`.
    public var description: String {
        switch tls {
        case .direct: "\(place) (direct TLS)"
        case .startTLS: "\(place) (STARTTLS)"
        case .asConfigured: "\(place)"
        }
    }
}

/// Whom to connect to.
public enum Destination: Hashable, Sendable {
    /// This host and port.
    case host(HostPort)
    /// The servers that DNS names for a domain's service, one of them.
    case domain(DomainService)

    /// Whether names are to be asked for before there is an address to connect to.
    public var asksForNames: Bool {
        let place =
            switch self {
            case .host(let place): place
            case .domain(let service): HostPort(host: service.domain, port: service.fallback.place.port)
            }
        switch AddressSource(place) {
        case .name: return true
        case .known, .unusable: return false
        }
    }
}

/// A service of a domain whose servers DNS knows (RFC 2782, RFC 6120 section 3.2.1, XEP-0368).
public struct DomainService: Hashable, Sendable {
    /// The domain, as U-labels or A-labels.
    public let domain: String

    /// The service's name where TLS comes first, such as `xmpps-client`; nil if it is not wanted.
    public let direct: String?

    /// The service's name where TLS is asked for inside the protocol, such as `xmpp-client`; nil if it is not wanted.
    public let startTLS: String?

    /// Where to connect when DNS names no server.
    public let fallback: ServicePlace

    /// Names a service of a domain.
    public init(domain: String, direct: String?, startTLS: String?, fallback: ServicePlace) {
        self.domain = domain
        self.direct = direct
        self.startTLS = startTLS
        self.fallback = fallback
    }
}

public import Transport
public import XMPPCore

/// One account, as a person configured it.
public struct XMPPAccount: Sendable {
    /// What the person calls it, such as "home".
    public let name: String
    /// One's own address, without a resource.
    public let address: JID
    /// The server, when it is not to be found by the address's domain.
    public let server: HostPort?
    /// How the connection is encrypted. Without a server, STARTTLS also allows direct TLS, where the domain offers it,
    /// and direct TLS allows nothing else.
    public let security: XMPPSessionConfiguration.Security
    /// Whom to trust besides the system's roots.
    public let extraRoots: ExtraRoots?
    /// What this client is called among the account's clients: a UUID (version 4) that is best kept for good, and is told
    /// to the account's server alone. By default it is another one in each run.
    public var clientID: String?

    /// An account.
    public init(
        name: String, address: JID, server: HostPort? = nil,
        security: XMPPSessionConfiguration.Security = .startTLS,
        extraRoots: ExtraRoots? = nil
    ) {
        self.name = name
        self.address = address.bare
        self.server = server
        self.security = security
        self.extraRoots = extraRoots
    }

    /// Where to connect: to the configured server, or to one of those that DNS names for the domain (RFC 6120
    /// section 3.2.1, XEP-0368).
    var destination: Destination {
        if let server { return .host(server) }
        switch security {
        case .none:
            return .host(HostPort(host: host, port: 5222))
        case .startTLS:
            return .domain(
                DomainService(
                    domain: host, direct: "xmpps-client", startTLS: "xmpp-client",
                    fallback: ServicePlace(HostPort(host: host, port: 5222), tls: .startTLS)))
        case .directTLS:
            return .domain(
                DomainService(
                    domain: host, direct: "xmpps-client", startTLS: nil,
                    fallback: ServicePlace(HostPort(host: host, port: 5223), tls: .direct)))
        }
    }

    /// The domain as a host; an IPv6 address stands here without the brackets that it has in an address.
    var host: String {
        guard address.domain.utf8.first == UInt8(ascii: "[") else { return address.domain }
        return String(address.domain.dropFirst().dropLast())
    }
}

public import Transport
public import XMPPCore

/// One account, as a person configured it.
public struct XMPPAccount: Sendable {
    /// What the person calls it, such as "home".
    public let name: String
    /// One's own address, without a resource.
    public let address: JID
    /// The server, when it is not the address's domain on port 5222.
    public let server: HostPort?
    /// How the connection is encrypted.
    public let security: XMPPSessionConfiguration.Security
    /// Whom to trust besides the system's roots.
    public let extraRoots: ExtraRoots?

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

    /// Where to connect. Looking the server up by DNS SRV (RFC 6120 section 3.2.1) belongs here.
    var place: HostPort {
        server ?? HostPort(host: address.domain, port: security == .directTLS ? 5223 : 5222)
    }
}

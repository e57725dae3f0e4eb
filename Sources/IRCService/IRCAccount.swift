public import IRCCore
public import Transport

/// One IRC account, as a person configured it.
public struct IRCAccount: Sendable {
    /// What the person calls it, such as "libera".
    public let name: String
    /// The server. Its host is also whom the certificate must name.
    public let server: HostPort
    /// The nick to sign in with, and the name of the account to prove where there is a password or a certificate.
    public let nick: String
    /// The nicks whose presence to follow.
    public let watched: [String]
    /// How the connection is encrypted.
    public let security: IRCSessionConfiguration.Security
    /// Whom to trust besides the system's roots.
    public let extraRoots: ExtraRoots?
    /// By what certificate to prove the account; nil for none.
    public let certificate: ClientCertificate?

    /// An account.
    public init(
        name: String, server: HostPort, nick: String, watched: [String],
        security: IRCSessionConfiguration.Security = .directTLS, extraRoots: ExtraRoots? = nil,
        certificate: ClientCertificate? = nil
    ) {
        self.name = name
        self.server = server
        self.nick = nick
        self.watched = watched
        self.security = security
        self.extraRoots = extraRoots
        self.certificate = certificate
    }
}

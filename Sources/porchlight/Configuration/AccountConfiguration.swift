import Transport

/// One `[accounts.NAME]` section.
struct AccountConfiguration: Equatable, Sendable {
    /// What the person calls it.
    var name: String
    /// The kind of service.
    var service: ServiceKind
    /// One's own address there, such as "alice@example.org".
    var address: String
    /// The server, when it is not to be found by the address's domain.
    var server: HostPort?
    /// The path of a file with an extra root certificate.
    var trust: String?
    /// How the connection is encrypted.
    var encryption = Encryption.starttls
    /// Where the password comes from.
    var password = PasswordSource.ask
    /// Whether to sign in when the program starts.
    var signsInAtStart = true
}

/// The kinds of service that the program knows.
enum ServiceKind: String, CaseIterable, Sendable {
    /// XMPP (RFC 6120, RFC 6121).
    case xmpp
}

/// How a connection is encrypted.
enum Encryption: String, CaseIterable, Sendable {
    /// Begins in the clear and turns to TLS before anything that matters (RFC 6120 section 5).
    case starttls
    /// TLS from the first byte (XEP-0368).
    case direct
    /// Not at all; only to this very machine.
    case none
}

/// Where an account's password comes from.
enum PasswordSource: Equatable, Sendable {
    /// It stands in the file.
    case inFile(Secret)
    /// A program prints it; the program and its arguments.
    case command([String])
    /// The person types it.
    case ask
}

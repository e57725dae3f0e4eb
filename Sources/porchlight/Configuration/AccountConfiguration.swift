import SASL
import Transport

/// One `[accounts.NAME]` section.
struct AccountConfiguration: Equatable, Sendable {
    /// What the person calls it.
    var name: String
    /// The kind of service, and what that kind needs.
    var service: ServiceConfiguration
    /// The path of a file with an extra root certificate.
    var trust: String?
    /// The server's key, in place of a judgement on its certificate.
    var pin: KeyFingerprint?
    /// Where the password comes from. Without one, XMPP asks for it, and IRC proves no account.
    var password: PasswordSource?
    /// Whether the desktop's keyring is asked for the password.
    var keyring = KeyringUse.usual
    /// Whether to sign in when the program starts.
    var signsInAtStart = true

    /// Whether the keyring is to be asked, where there is one.
    var asksKeyring: Bool {
        guard password == nil else { return false }
        return switch keyring {
        case .usual: service.kind == .xmpp
        case .asked: true
        case .never: false
        }
    }

    /// Who one is there, for a person, such as "alice@example.org".
    var address: String {
        switch service {
        case .xmpp(let settings): settings.address
        case .irc(let settings): "\(settings.nick)@\(settings.server.host)"
        }
    }
}

/// What an account of each kind of service needs.
enum ServiceConfiguration: Equatable, Sendable {
    /// XMPP (RFC 6120, RFC 6121).
    case xmpp(XMPPSettings)
    /// IRC (RFC 2812, IRCv3).
    case irc(IRCSettings)

    /// The kind alone.
    var kind: ServiceKind {
        switch self {
        case .xmpp: .xmpp
        case .irc: .irc
        }
    }
}

/// The kinds of service that the program knows, by their names in the configuration.
enum ServiceKind: String, CaseIterable, Sendable {
    case xmpp
    case irc
}

/// What an XMPP account needs.
struct XMPPSettings: Equatable, Sendable {
    /// One's own address, such as "alice@example.org".
    var address: String
    /// The server, when it is not to be found by the address's domain.
    var server: HostPort?
    /// How the connection is encrypted.
    var encryption = XMPPEncryption.starttls
}

/// What an IRC account needs.
struct IRCSettings: Equatable, Sendable {
    /// The server, of the name that its certificate must have.
    var server: HostPort
    /// The nick to sign in with.
    var nick: String
    /// The nicks whose presence to follow.
    var watched: [String] = []
    /// The path of a file with a certificate and its key that prove the account; nil for none.
    var certificate: String?
    /// How the connection is encrypted.
    var encryption = IRCEncryption.direct
}

/// How a connection to an XMPP server is encrypted.
enum XMPPEncryption: String, CaseIterable, Sendable {
    /// Begins in the clear and turns to TLS before anything that matters (RFC 6120 section 5).
    case starttls
    /// TLS from the first byte (XEP-0368).
    case direct
    /// Not at all; only to this very machine.
    case none
}

/// How a connection to an IRC server is encrypted.
enum IRCEncryption: String, CaseIterable, Sendable {
    /// TLS from the first byte (RFC 7194).
    case direct
    /// Not at all; only to this very machine.
    case none
}

/// Where an account's password comes from without a person's doing.
enum PasswordSource: Equatable, Sendable {
    /// It stands in the file.
    case inFile(Secret)
    /// A program prints it; the program and its arguments.
    case command([String])
}

/// Whether the desktop's keyring (Secret Service) is asked for an account's password.
enum KeyringUse: Equatable, Sendable {
    /// Where nothing else is configured and a password is needed: not for a nick that may be one without an account.
    case usual
    /// It is, and nothing is proved without its answer.
    case asked
    /// It is not.
    case never
}

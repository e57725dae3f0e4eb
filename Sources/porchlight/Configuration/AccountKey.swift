/// The keys of an `[accounts.NAME]` section.
enum AccountKey {
    static let service = "service"
    static let address = "address"
    static let server = "server"
    static let nick = "nick"
    static let watch = "watch"
    static let certificate = "certificate"
    static let trust = "trust"
    static let tls = "tls"
    static let password = "password"
    static let passwordCommand = "password_command"
    static let keyring = "keyring"
    static let pin = "pin"
    static let signInAtStart = "sign_in_at_start"

    /// Those that an account of the kind may have.
    static func all(of kind: ServiceKind) -> [String] {
        let common = [service, server, trust, pin, tls, password, passwordCommand, keyring, signInAtStart]
        switch kind {
        case .xmpp: return common + [address]
        case .irc: return common + [nick, watch, certificate]
        }
    }

    /// The kinds whose accounts may have the key.
    static func kinds(with key: String) -> [ServiceKind] {
        ServiceKind.allCases.filter { all(of: $0).contains(key) }
    }
}

import TerminalUI
import Transport

/// The keys of an `[accounts.NAME]` section.
private enum AccountKey {
    static let service = "service"
    static let address = "address"
    static let server = "server"
    static let trust = "trust"
    static let tls = "tls"
    static let password = "password"
    static let passwordCommand = "password_command"
    static let signInAtStart = "sign_in_at_start"

    static let all = [service, address, server, trust, tls, password, passwordCommand, signInAtStart]
}

extension ConfigurationReader {
    /// The account in `section`; nil when a mistake there leaves nothing to sign in with.
    mutating func account(_ name: String, in section: ConfigurationSection) -> AccountConfiguration? {
        refuseUnfitName(name, at: section.path)
        guard let service = service(in: section) else { return nil }
        refuseUnknownKeys(in: section, known: AccountKey.all)
        let address = address(in: section)
        let server = value(
            AccountKey.server, in: section, expected: "a host and a port such as \"127.0.0.1:5222\""
        ) { HostPort($0) }
        let trust = string(AccountKey.trust, in: section, expected: "the path of a file in quotes")
        let encryption: Encryption = choice(AccountKey.tls, in: section) ?? .starttls
        refuseNoEncryption(encryption, to: server, in: section)
        let password = password(in: section)
        let signsInAtStart = flag(AccountKey.signInAtStart, in: section) ?? true
        guard let address else { return nil }
        return AccountConfiguration(
            name: name, service: service, address: address, server: server,
            trust: trust.map { FilePath.resolved($0, beside: file) }, encryption: encryption,
            password: password, signsInAtStart: signsInAtStart)
    }

    private mutating func refuseUnfitName(_ name: String, at path: [String]) {
        let isVisible = DisplayText(name).string.utf8.elementsEqual(name.utf8)
        guard !(1...32).contains(name.unicodeScalars.count) || !isVisible else { return }
        let expected = "a name of 1 to 32 visible characters for the account"
        note(.wrong(found: FoundValue.string(name), expected: expected), at: path)
    }

    /// The kind of service. Without one that is known, the other keys have no meaning yet and are not judged.
    private mutating func service(in section: ConfigurationSection) -> ServiceKind? {
        let expected = WordList.text(ServiceKind.allCases.map(\.rawValue))
        guard section.has(AccountKey.service) else {
            note(.missing(expected: expected), at: section.path(AccountKey.service))
            return nil
        }
        guard let text = string(AccountKey.service, in: section, expected: expected) else { return nil }
        if let service = ServiceKind(rawValue: text) { return service }
        // Planned and therefore known by name to those who read about it.
        let found = text == "irc" ? "\"irc\" (not yet known)" : FoundValue.string(text)
        note(.wrong(found: found, expected: expected), at: section.path(AccountKey.service))
        return nil
    }

    private mutating func address(in section: ConfigurationSection) -> String? {
        let expected = "an address such as \"alice@example.org\""
        guard section.has(AccountKey.address) else {
            note(.missing(expected: expected), at: section.path(AccountKey.address))
            return nil
        }
        return value(AccountKey.address, in: section, expected: expected) {
            AccountAddress.isFit($0) ? $0 : nil
        }
    }

    /// Without TLS the password and all else could be read on the way, so the way must not leave the machine. A
    /// name will not do: who answers for it is decided elsewhere.
    private mutating func refuseNoEncryption(
        _ encryption: Encryption, to server: HostPort?, in section: ConfigurationSection
    ) {
        guard encryption == .none, !(server?.isLoopbackAddress ?? false) else { return }
        let expected = "\"starttls\" or \"direct\"; \"none\" only with a server such as \"127.0.0.1:5222\""
        note(.wrong(found: "\"none\"", expected: expected), at: section.path(AccountKey.tls))
    }

    private mutating func password(in section: ConfigurationSection) -> PasswordSource {
        let secret = secret(AccountKey.password, in: section)
        let command = strings(
            AccountKey.passwordCommand, in: section,
            expected: "a program and its arguments such as [\"pass\", \"show\", \"xmpp\"]")
        if section.has(AccountKey.password), section.has(AccountKey.passwordCommand) {
            let mistake = ConfigurationMistake.wrong(
                found: "password as well", expected: "only one of password and password_command")
            note(mistake, at: section.path(AccountKey.passwordCommand))
        }
        if let secret { return .inFile(secret) }
        if let command { return .command(command) }
        return .ask
    }
}

extension HostPort {
    /// Whether this is a literal address of this very machine; a name such as localhost is looked up.
    fileprivate var isLoopbackAddress: Bool {
        isLoopback && !["localhost", "localhost."].contains { $0.utf8.elementsEqual(host.utf8) }
    }
}

import TerminalUI
import Transport

extension ConfigurationReader {
    /// The account in `section`; nil when a mistake there leaves nothing to sign in with.
    mutating func account(_ name: String, in section: ConfigurationSection) -> AccountConfiguration? {
        refuseUnfitName(name, at: section.path)
        guard let kind = kind(in: section) else { return nil }
        refuseForeignKeys(of: kind, in: section)
        let service: ServiceConfiguration? =
            switch kind {
            case .xmpp: xmpp(in: section).map { .xmpp($0) }
            case .irc: irc(in: section).map { .irc($0) }
            }
        let trust = string(AccountKey.trust, in: section, expected: "the path of a file in quotes")
        let pin = value(AccountKey.pin, in: section, expected: KeyPin.expectation, parse: KeyPin.parse)
        let password = password(in: section)
        let keyring = keyring(in: section)
        let signsInAtStart = flag(AccountKey.signInAtStart, in: section) ?? true
        return service.map {
            AccountConfiguration(
                name: name, service: $0, trust: trust.map { FilePath.resolved($0, beside: file) }, pin: pin,
                password: password, keyring: keyring, signsInAtStart: signsInAtStart)
        }
    }

    private mutating func refuseUnfitName(_ name: String, at path: [String]) {
        let isVisible = DisplayText(name).string.utf8.elementsEqual(name.utf8)
        guard !(1...32).contains(name.unicodeScalars.count) || !isVisible else { return }
        let expected = "a name of 1 to 32 visible characters for the account"
        note(.wrong(found: FoundValue.string(name), expected: expected), at: path)
    }

    /// The kind of service. Without one that is known, the other keys have no meaning yet and are not judged.
    private mutating func kind(in section: ConfigurationSection) -> ServiceKind? {
        let expected = WordList.text(ServiceKind.allCases.map(\.rawValue))
        guard section.has(AccountKey.service) else {
            note(.missing(expected: expected), at: section.path(AccountKey.service))
            return nil
        }
        return choice(AccountKey.service, in: section)
    }

    /// Keys that mean something for another kind of service are told so, and not as slips.
    private mutating func refuseForeignKeys(of kind: ServiceKind, in section: ConfigurationSection) {
        let known = AccountKey.all(of: kind)
        for key in section.keys where !known.contains(key) {
            guard let owner = AccountKey.kinds(with: key).first else { continue }
            note(.foreignKey(of: owner, found: kind), at: section.path(key))
        }
        refuseUnknownKeys(in: section, known: known, elsewhere: { !AccountKey.kinds(with: $0).isEmpty })
    }

    private mutating func password(in section: ConfigurationSection) -> PasswordSource? {
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
        return command.map { .command($0) }
    }

    private mutating func keyring(in section: ConfigurationSection) -> KeyringUse {
        switch flag(AccountKey.keyring, in: section) {
        case .none: return .usual
        case .some(false): return .never
        case .some(true):
            let others = [AccountKey.password, AccountKey.passwordCommand].filter { section.has($0) }
            if let other = others.first {
                let expected = "only one of password, password_command and keyring"
                note(
                    .wrong(found: "\(other) as well", expected: expected),
                    at: section.path(AccountKey.keyring))
            }
            return .asked
        }
    }
}

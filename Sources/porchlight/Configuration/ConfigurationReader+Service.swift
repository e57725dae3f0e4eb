import Transport

extension ConfigurationReader {
    /// What the section says of an XMPP account; nil when its address is missing or wrong.
    mutating func xmpp(in section: ConfigurationSection) -> XMPPSettings? {
        let address = required(
            AccountKey.address, in: section, expected: "an address such as \"alice@example.org\""
        ) { AccountAddress.isFit($0) ? $0 : nil }
        let example = "127.0.0.1:5222"
        let server = value(
            AccountKey.server, in: section, expected: Self.serverExpectation(example), parse: HostPort.init)
        let encryption: XMPPEncryption = choice(AccountKey.tls, in: section) ?? .starttls
        if encryption == .none {
            let others = XMPPEncryption.allCases.filter { $0 != .none }.map(\.rawValue)
            refuseNoEncryption(to: server, in: section, others: others, example: example)
        }
        return address.map { XMPPSettings(address: $0, server: server, encryption: encryption) }
    }

    /// What the section says of an IRC account; nil when its server or nick is missing or wrong.
    mutating func irc(in section: ConfigurationSection) -> IRCSettings? {
        let server = required(
            AccountKey.server, in: section, expected: Self.serverExpectation("irc.example.org:6697"),
            parse: HostPort.init)
        let nick = required(AccountKey.nick, in: section, expected: Nick.expectation) {
            Nick.isFit($0) ? $0 : nil
        }
        let watched = list(
            AccountKey.watch, in: section, expected: "a list of nicks such as [\"bob\", \"carol\"]",
            of: Nick.isFit)
        let encryption: IRCEncryption = choice(AccountKey.tls, in: section) ?? .direct
        if encryption == .none {
            let others = IRCEncryption.allCases.filter { $0 != .none }.map(\.rawValue)
            refuseNoEncryption(to: server, in: section, others: others, example: "127.0.0.1:6667")
        }
        let certificate = certificate(in: section, encryption)
        guard let server, let nick else { return nil }
        return IRCSettings(
            server: server, nick: nick, watched: watched, certificate: certificate, encryption: encryption)
    }

    /// The file with one's own certificate. Without TLS there is nobody to show it to.
    private mutating func certificate(
        in section: ConfigurationSection, _ encryption: IRCEncryption
    ) -> String? {
        let path = string(
            AccountKey.certificate, in: section, expected: "the path of a file with a certificate and its key"
        )
        guard let path else { return nil }
        switch encryption {
        case .direct: return FilePath.resolved(path, beside: file)
        case .none:
            note(
                .wrong(found: "a certificate", expected: "none where \(AccountKey.tls) is \"none\""),
                at: section.path(AccountKey.certificate))
            return nil
        }
    }

    private static func serverExpectation(_ example: String) -> String {
        "a host and a port such as \"\(example)\""
    }

    /// Without TLS the password and all else could be read on the way, so the way must not leave the machine. A
    /// name will not do: who answers for it is decided elsewhere.
    private mutating func refuseNoEncryption(
        to server: HostPort?, in section: ConfigurationSection, others: [String], example: String
    ) {
        guard !(server?.isLoopbackAddress ?? false) else { return }
        let expected = "\(WordList.text(others)); \"none\" only with a server such as \"\(example)\""
        note(.wrong(found: "\"none\"", expected: expected), at: section.path(AccountKey.tls))
    }
}

extension HostPort {
    /// Whether this is a literal address of this very machine; a name such as localhost is looked up.
    fileprivate var isLoopbackAddress: Bool {
        isLoopback && !["localhost", "localhost."].contains { $0.utf8.elementsEqual(host.utf8) }
    }
}

import Transport

extension ConfigurationReader {
    /// What the document says. Only worth something while ``errors`` is empty.
    mutating func configuration(in document: ConfigurationSection) -> Configuration {
        refuseUnknownKeys(in: document, known: ["primary", "accounts", "interface", "network", "keys"])
        var configuration = Configuration()
        let names: [String]
        if let accounts = section("accounts", in: document) {
            names = accounts.keys
            configuration.accounts = names.compactMap { name in
                section(name, in: accounts).flatMap { account(name, in: $0) }
            }
        } else {
            names = []
        }
        configuration.primary = primary(in: document, names: names)
        if let interface = section("interface", in: document) {
            configuration.interface = self.interface(in: interface)
        }
        if let network = section("network", in: document) {
            configuration.nameServers = nameServers(in: network)
        }
        if let keys = section("keys", in: document) {
            configuration.keymap = keymap(in: keys)
        }
        return configuration
    }

    private mutating func primary(in document: ConfigurationSection, names: [String]) -> String? {
        let expected =
            names.isEmpty ? "the name of an account, and there is none" : WordList.text(names)
        let chosen = value("primary", in: document, expected: expected) { names.contains($0) ? $0 : nil }
        return chosen ?? names.first
    }

    private mutating func nameServers(in section: ConfigurationSection) -> [HostPort]? {
        refuseUnknownKeys(in: section, known: ["name_servers"])
        let expected = "a list of addresses such as [\"127.0.0.1:5353\", \"[::1]:53\"]"
        return strings("name_servers", in: section, expected: expected)?.compactMap { text in
            if let place = NameServers.place(text) { return place }
            let found = "\(FoundValue.string(text)) in the list"
            note(.wrong(found: found, expected: expected), at: section.path("name_servers"))
            return nil
        }
    }

    private mutating func interface(in section: ConfigurationSection) -> InterfaceConfiguration {
        refuseUnknownKeys(in: section, known: ["theme", "sign_out_limit", "idle_after", "tell_idle"])
        var interface = InterfaceConfiguration()
        if let theme: Theme = choice("theme", in: section) { interface.theme = theme }
        let limit = value(
            "sign_out_limit", in: section, expected: SignOutLimit.expectation, parse: SignOutLimit.parse)
        switch limit {
        case .after(let duration): interface.signOutLimit = duration
        case .unlimited, .none: interface.signOutLimit = nil
        }
        let idle = value(
            "idle_after", in: section, expected: IdleTime.expectation, parse: IdleTime.parse)
        switch idle {
        case .after(let duration): interface.idleAfter = duration
        case .never, .none: interface.idleAfter = nil
        }
        interface.tellsIdle = flag("tell_idle", in: section) ?? false
        return interface
    }
}

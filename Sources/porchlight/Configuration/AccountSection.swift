import Transport

/// An account as lines of a configuration file, without its password.
enum AccountSection {
    /// The `[accounts.NAME]` section of `account`.
    static func text(_ account: AccountConfiguration) -> String {
        var lines = [
            "[\(KeyPath.written(["accounts", account.name]))]",
            "service = \(TOMLString.written(account.service.kind.rawValue))",
        ]
        switch account.service {
        case .xmpp(let settings): lines += text(settings)
        case .irc(let settings): lines += text(settings)
        }
        if let trust = account.trust { lines.append("trust = \(TOMLString.written(trust))") }
        if let pin = account.pin { lines.append("pin = \(TOMLString.written(KeyPin.written(pin)))") }
        if case .command(let arguments) = account.password {
            lines.append("password_command = \(TOMLString.written(arguments))")
        }
        switch account.keyring {
        case .usual: break
        case .asked: lines.append("keyring = true")
        case .never: lines.append("keyring = false")
        }
        if !account.signsInAtStart { lines.append("sign_in_at_start = false") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ settings: XMPPSettings) -> [String] {
        var lines = ["address = \(TOMLString.written(settings.address))"]
        if let server = settings.server { lines.append("server = \(TOMLString.written(server.description))") }
        if settings.encryption != .starttls {
            lines.append("tls = \(TOMLString.written(settings.encryption.rawValue))")
        }
        return lines
    }

    private static func text(_ settings: IRCSettings) -> [String] {
        var lines = [
            "server = \(TOMLString.written(settings.server.description))",
            "nick = \(TOMLString.written(settings.nick))",
        ]
        if !settings.watched.isEmpty { lines.append("watch = \(TOMLString.written(settings.watched))") }
        if let certificate = settings.certificate {
            lines.append("certificate = \(TOMLString.written(certificate))")
        }
        if settings.encryption != .direct {
            lines.append("tls = \(TOMLString.written(settings.encryption.rawValue))")
        }
        return lines
    }

    /// A name for an account of that address which is none of `taken`: the first label of its domain.
    static func suggestedName(address: String, taken: [String]) -> String {
        let domain = address.utf8.split(separator: UInt8(ascii: "@")).last ?? address.utf8[...]
        let label = domain.split(separator: UInt8(ascii: ".")).first ?? domain
        let letters = String(decoding: label.filter(KeyPath.isBare).prefix(20), as: UTF8.self).lowercased()
        let name = letters.isEmpty ? "home" : letters
        guard taken.contains(name) else { return name }
        // One more number than names taken: one of them is free.
        return (2...taken.count + 2).lazy.map { "\(name)\($0)" }.first { !taken.contains($0) } ?? name
    }
}

/// How TOML writes a string.
enum TOMLString {
    /// `texts` as a list.
    static func written(_ texts: [String]) -> String {
        "[\(texts.map { written($0) }.joined(separator: ", "))]"
    }

    /// `text` in double quotes, with escapes where TOML wants them.
    static func written(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case "\u{0}"..."\u{1f}", "\u{7f}":
                let digits = String(scalar.value, radix: 16)
                written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }
}

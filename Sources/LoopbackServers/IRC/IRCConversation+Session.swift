import IRCCore

extension IRCConversation {
    /// A command of a client that is in. Of the commands there are, it knows those that tell of presence.
    mutating func serve(
        _ command: String, _ message: IRCMessage, _ client: IRCClient, _ book: NickBook
    ) -> [IRCServerOrder] {
        switch command {
        case "PING": [.write(pong(message))]
        case "PONG": [.note(.pong)]
        case "AWAY": [.write(away(message, client))]
        case "MONITOR" where settings.monitorLimit != nil: monitor(message, client, book)
        case "ISON": [.write(isOn(message, client, book))]
        case "USERHOST": [.write(userHost(message, client, book))]
        case "WHOIS": [.write(whoIs(message.params.last ?? [], client, book))]
        case "NICK": rename(message, client, book)
        case "QUIT": quit(message, client)
        case "CAP", "PRIVMSG", "NOTICE": []
        default: [.write(line.reply(421, to: client.nick, [command], text: "Unknown command"))]
        }
    }

    /// RFC 2812 section 3.7.3.
    func pong(_ message: IRCMessage) -> [UInt8] {
        line.say("PONG", [settings.name], text: message.word(0) ?? "")
    }

    /// RFC 2812 section 4.1.
    private func away(_ message: IRCMessage, _ client: IRCClient) -> [UInt8] {
        let words = message.word(0) ?? ""
        return words.isEmpty
            ? line.reply(305, to: client.nick, text: "You are no longer marked as being away")
            : line.reply(306, to: client.nick, text: "You have been marked as being away")
    }

    private mutating func rename(
        _ message: IRCMessage, _ client: IRCClient, _ book: NickBook
    ) -> [IRCServerOrder] {
        let wished = message.word(0) ?? ""
        if let refusal = refusal(of: wished, as: client.nick, book) { return [.write(refusal)] }
        var renamed = client
        renamed.nick = wished
        phase = .session(renamed)
        return [.write(ServerLine.from(client.mask, "NICK", text: wished))]
    }

    // MARK: Presence that is asked for

    /// RFC 2812 section 4.9.
    private func isOn(_ message: IRCMessage, _ client: IRCClient, _ book: NickBook) -> [UInt8] {
        let present = asked(message).compactMap { book.connected($0)?.nick }
        return line.reply(303, to: client.nick, text: present.joined(separator: " "))
    }

    /// RFC 2812 section 4.8: at most five.
    private func userHost(_ message: IRCMessage, _ client: IRCClient, _ book: NickBook) -> [UInt8] {
        let found = asked(message).prefix(5).compactMap { book.connected($0) }.map { person in
            let sign =
                switch person.availability {
                case .away: "-"
                case .here, .offline: "+"
                }
            return "\(person.nick)=\(sign)\(person.user)@\(LoopbackNick.host)"
        }
        return line.reply(302, to: client.nick, text: found.joined(separator: " "))
    }

    private func asked(_ message: IRCMessage) -> [ArraySlice<UInt8>] {
        message.params.flatMap { $0.split(separator: 0x20) }
    }

    /// RFC 2812 section 3.6.2.
    private func whoIs(_ nick: [UInt8], _ client: IRCClient, _ book: NickBook) -> [UInt8] {
        let asked = String(decoding: nick, as: UTF8.self)
        let end = line.reply(318, to: client.nick, [asked], text: "End of WHOIS list")
        guard let person = book.connected(nick) else {
            return line.reply(401, to: client.nick, [asked], text: "No such nick") + end
        }
        let who = [person.nick, person.user, LoopbackNick.host, "*"]
        var told = line.reply(311, to: client.nick, who, text: person.realName)
        if case .away(let words) = person.availability {
            told += line.reply(301, to: client.nick, [person.nick], text: words)
        }
        if let account = person.account {
            told += line.reply(330, to: client.nick, [person.nick, account], text: "is signed in as")
        }
        return told + end
    }

    // MARK: Presence that is told

    /// IRCv3 monitor.
    private mutating func monitor(
        _ message: IRCMessage, _ client: IRCClient, _ book: NickBook
    ) -> [IRCServerOrder] {
        let nicks = message.params.dropFirst().flatMap { $0.split(separator: UInt8(ascii: ",")) }
        switch message.word(0) {
        case "+"?: return watch(nicks, client, book)
        case "-"?: remember(client) { $0.subtract(nicks.map(NickBook.key)) }
        case "C"?: remember(client) { $0 = [] }
        case _: break
        }
        return []
    }

    private mutating func watch(
        _ nicks: [ArraySlice<UInt8>], _ client: IRCClient, _ book: NickBook
    ) -> [IRCServerOrder] {
        let room = max(0, (settings.monitorLimit ?? 0) - client.monitored.count)
        let taken = nicks.prefix(room)
        remember(client) { $0.formUnion(taken.map(NickBook.key)) }
        var told: [UInt8] = []
        for nick in taken {
            told +=
                book.connected(nick).map { line.reply(730, to: client.nick, text: $0.mask) }
                ?? line.reply(731, to: client.nick, text: String(decoding: nick, as: UTF8.self))
        }
        let left = Array(nicks.dropFirst(room).joined(separator: [UInt8(ascii: ",")]))
        if !left.isEmpty {
            let words = ["\(settings.monitorLimit ?? 0)", String(decoding: left, as: UTF8.self)]
            told += line.reply(734, to: client.nick, words, text: "Monitor list is full")
        }
        return [.write(told)]
    }

    private mutating func remember(_ client: IRCClient, _ change: (inout Set<[UInt8]>) -> Void) {
        var changed = client
        change(&changed.monitored)
        phase = .session(changed)
    }

    /// What somebody did, for a client that is to be told.
    func tell(_ change: NickChange, of person: LoopbackNick, before: LoopbackNick) -> [IRCServerOrder] {
        guard case .session(let client) = phase, person != before else { return [] }
        let isWatched = client.monitored.contains(NickBook.key(before.nick.utf8))
        var told: [UInt8] = []
        switch change {
        case .arrives: if isWatched { told = online(person, client) }
        case .leaves: if isWatched { told = offline(before, client) }
        case .goesAway(let words):
            if isWatched, client.isTold("away-notify") {
                told = ServerLine.from(person.mask, "AWAY", text: words)
            }
        case .comesBack:
            if isWatched, client.isTold("away-notify") { told = ServerLine.from(person.mask, "AWAY") }
        case .logsIn(let name):
            if isWatched, client.isTold("account-notify") {
                told = ServerLine.from(person.mask, "ACCOUNT", [name])
            }
        case .logsOut:
            if isWatched, client.isTold("account-notify") {
                told = ServerLine.from(person.mask, "ACCOUNT", ["*"])
            }
        // With no channel shared nobody sees that it is the same person.
        case .renames:
            if isWatched { told = offline(before, client) }
            if client.monitored.contains(NickBook.key(person.nick.utf8)) { told += online(person, client) }
        }
        return told.isEmpty ? [] : [.write(told)]
    }

    private func online(_ person: LoopbackNick, _ client: IRCClient) -> [UInt8] {
        line.reply(730, to: client.nick, text: person.mask)
    }

    private func offline(_ person: LoopbackNick, _ client: IRCClient) -> [UInt8] {
        line.reply(731, to: client.nick, text: person.nick)
    }
}

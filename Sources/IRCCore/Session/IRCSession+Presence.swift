/// What the server tells of watched nicks unasked.
extension IRCSession {
    /// Changes what is known of a contact, and tells it if it is something else.
    mutating func set(
        _ number: Int32, availability: IRCAvailability? = nil, account: IRCAccountState? = nil
    ) {
        guard var contact = contacts[number] else { return }
        let presence = IRCPresence(
            availability: availability ?? contact.presence.availability,
            account: account ?? contact.presence.account)
        guard presence != contact.presence else { return }
        contact.presence = presence
        contacts[number] = contact
        report(.presence(number: number, presence))
    }

    func isConnected(_ number: Int32) -> Bool {
        contacts[number]?.presence.availability.isConnected ?? false
    }

    /// Somebody has the nick now. Whether away, and who it is, is to be asked.
    mutating func cameOnline(_ number: Int32) {
        guard !isConnected(number) else { return }
        set(number, availability: .here)
        ask(.whoIs(number))
    }

    mutating func left(_ number: Int32) {
        contacts[number]?.seat = nil
        set(number, availability: .offline, account: .unknown)
    }

    /// IRCv3 monitor, numerics 730 and 731: targets with commas between them, each perhaps with user and host.
    mutating func monitorTold(_ message: IRCMessage, _ apply: (inout IRCSession, Int32) -> Void) {
        for number in targets(of: message) { apply(&self, number) }
    }

    /// Numeric 734: who is not watched for us is asked for.
    mutating func monitorListFull(_ message: IRCMessage) {
        guard let list = message.param(2) else { return }
        poll(list.split(separator: ASCII.comma).compactMap { contacts.number(of: $0) })
    }

    private func targets(of message: IRCMessage) -> [Int32] {
        guard message.params.count > 1, let list = message.params.last else { return [] }
        return list.split(separator: ASCII.comma).compactMap { contacts.number(of: IRCSource($0).nick) }
    }

    private func sender(of message: IRCMessage) -> Int32? {
        message.source.flatMap { contacts.number(of: $0.nick) }
    }

    /// IRCv3 away-notify.
    mutating func awayTold(_ message: IRCMessage) {
        guard let number = sender(of: message) else { return }
        cameOnline(number)
        let isBack = message.params.last?.isEmpty ?? true
        set(number, availability: isBack ? .here : .away(message.text))
    }

    /// IRCv3 account-notify: an asterisk for none.
    mutating func accountTold(_ message: IRCMessage) {
        guard let number = sender(of: message), let name = message.param(0) else { return }
        cameOnline(number)
        set(number, account: name == [ASCII.asterisk] ? .unverified : .verified(IRCText.readable(name)))
    }

    /// IRCv3 account-tag: what a person sends has the tag exactly while signed in to an account.
    mutating func noteAccountTag(_ message: IRCMessage) {
        guard enabled.contains(.accountTag), message.source?.isPerson ?? false,
            case .word(let word) = message.verb, word == "PRIVMSG" || word == "NOTICE",
            let number = sender(of: message), isConnected(number)
        else { return }
        set(number, account: message.tags["account"].map { .verified(IRCText.readable($0)) } ?? .unverified)
    }

    mutating func quit(_ message: IRCMessage) {
        if let number = sender(of: message) { left(number) }
    }

    /// The person is the same, the nick is not: what is known of the person goes along.
    mutating func personRenamed(from old: [UInt8], to new: [UInt8]) {
        let from = contacts.number(of: old)
        let to = contacts.number(of: new)
        guard from != to else { return }
        let known = from.flatMap { contacts[$0]?.presence }
        if let from { left(from) }
        guard let to else { return }
        cameOnline(to)
        if let known, known.availability.isConnected {
            set(to, availability: known.availability, account: known.account)
        }
    }
}

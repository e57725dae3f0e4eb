import IRCCore

/// Everybody who has, or may have, a nick on a server, besides the clients themselves.
struct NickBook: Hashable {
    var people: [LoopbackNick] = []

    /// Nicks are the same if they are so by RFC 1459 section 2.2.
    static func key(_ nick: some Collection<UInt8>) -> [UInt8] {
        CaseMapping.rfc1459.folded(nick)
    }

    /// Whoever is connected under the nick.
    func connected(_ nick: some Collection<UInt8>) -> LoopbackNick? {
        let key = Self.key(nick)
        return people.first { $0.availability.isConnected && Self.key($0.nick.utf8) == key }
    }
}

/// Who a message comes from: a server, or a person as `nick!user@host`, user and host perhaps missing.
///
/// Nothing in it is checked beyond the split: servers give hosts that no name look-up would know.
public struct IRCSource: Hashable, Sendable {
    /// The nick, or a server's name.
    public let nick: [UInt8]
    /// The user name; nil when not told.
    public let user: [UInt8]?
    /// The host; nil when not told.
    public let host: [UInt8]?

    /// The parts of `bytes`, which stand between the colon and the first space of a line.
    public init(_ bytes: some Collection<UInt8>) {
        let at = bytes.firstIndex(of: ASCII.at)
        let name = bytes[..<(at ?? bytes.endIndex)]
        let exclamation = name.firstIndex(of: ASCII.exclamation)
        nick = Array(name[..<(exclamation ?? name.endIndex)])
        user = exclamation.map { Array(name[$0...].dropFirst()) }
        host = at.map { Array(bytes[$0...].dropFirst()) }
    }

    /// Whether a server may have vouched for a person here, rather than spoken for itself.
    var isPerson: Bool { user != nil || host != nil }
}

/// What is known of a watched nick.
public struct IRCPresence: Hashable, Sendable {
    /// Whether somebody with the nick is connected.
    public let availability: IRCAvailability
    /// Whether it is the person that one thinks: anyone can take a free nick.
    public let account: IRCAccountState

    /// A presence.
    public init(availability: IRCAvailability = .unknown, account: IRCAccountState = .unknown) {
        self.availability = availability
        self.account = account
    }
}

/// Whether somebody with a nick is connected.
public enum IRCAvailability: Hashable, Sendable {
    /// The server has not said.
    case unknown
    /// Nobody has the nick.
    case offline
    /// Somebody is connected, and not known to be away.
    case here
    /// Somebody is connected and away, with these words.
    case away(String)

    /// Whether somebody is connected.
    public var isConnected: Bool {
        switch self {
        case .unknown, .offline: false
        case .here, .away: true
        }
    }
}

/// Whether the server vouches for who has a nick.
public enum IRCAccountState: Hashable, Sendable {
    /// The server has not said.
    case unknown
    /// The one with the nick has not signed in to an account: it may be anyone.
    case unverified
    /// The one with the nick has signed in to this account.
    case verified(String)
}

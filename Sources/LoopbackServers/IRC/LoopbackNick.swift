/// Somebody on a loopback IRC server, connected or not.
public struct LoopbackNick: Hashable, Sendable {
    /// Whether somebody is connected.
    public enum Availability: Hashable, Sendable {
        /// Not.
        case offline
        /// Connected, and not away.
        case here
        /// Connected and away, with these words.
        case away(String)

        /// Whether somebody is connected.
        public var isConnected: Bool {
            switch self {
            case .offline: false
            case .here, .away: true
            }
        }
    }

    /// The nick.
    public var nick: String
    /// The name that others may read.
    public let realName: String
    /// Whether somebody is connected.
    public var availability: Availability
    /// The account that whoever has the nick has signed in to; nil for none.
    public var account: String?

    /// Somebody.
    public init(
        _ nick: String, realName: String = "", _ availability: Availability = .offline,
        account: String? = nil
    ) {
        self.nick = nick
        self.realName = realName
        self.availability = availability
        self.account = account
    }

    /// The nick with user and host.
    var mask: String { "\(nick)!\(user)@\(Self.host)" }

    var user: String { "porch" }

    static let host = "loopback.test"
}

/// What somebody on a loopback IRC server does.
public enum NickChange: Hashable, Sendable {
    /// Connects.
    case arrives
    /// Disconnects, with these last words.
    case leaves(text: String)
    /// Goes away, with these words.
    case goesAway(text: String)
    /// Is back.
    case comesBack
    /// Takes another nick.
    case renames(to: String)
    /// Signs in to an account.
    case logsIn(account: String)
    /// Signs out of the account.
    case logsOut
}

extension LoopbackNick {
    /// Takes the change into account. Who is not connected can do nothing but arrive.
    public mutating func apply(_ change: NickChange) {
        guard availability.isConnected || change == .arrives else { return }
        switch change {
        case .arrives: if !availability.isConnected { availability = .here }
        case .leaves:
            availability = .offline
            account = nil
        case .goesAway(let text): availability = .away(text)
        case .comesBack: availability = .here
        case .renames(let other): nick = other
        case .logsIn(let name): account = name
        case .logsOut: account = nil
        }
    }
}

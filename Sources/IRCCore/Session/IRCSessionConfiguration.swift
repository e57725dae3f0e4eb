/// What a session needs to know from the beginning.
public struct IRCSessionConfiguration: Hashable, Sendable {
    /// How the connection is protected.
    public enum Security: Hashable, Sendable {
        /// TLS comes before the first byte.
        case directTLS
        /// None. For connections to this very machine only.
        case none
    }

    /// The nick to sign in with.
    public let nick: String
    /// The user name that the server is told.
    public let user: String
    /// The name that others may read about the person; the nick when empty.
    public let realName: String
    /// The ways to prove an account for which the means are at hand, the one to try first in front. Empty: no
    /// account is to be proved. Otherwise there is no session without the proof.
    public let mechanisms: [IRCMechanism]
    /// The strongest way by which the account was proved before, below which nothing is sent; nil when there is none.
    public let floor: IRCMechanism?
    /// The nicks whose presence to follow.
    public let watched: [String]
    /// How the connection is protected.
    public let security: Security
    /// What others are told after sign-in: words for being away, or nil for being there.
    public let away: String?
    /// What others are told at the sign-out; may be empty.
    public let quitText: String

    /// A session's configuration.
    public init(
        nick: String, user: String, realName: String = "", mechanisms: [IRCMechanism] = [],
        floor: IRCMechanism? = nil,
        watched: [String] = [], security: Security = .directTLS, away: String? = nil, quitText: String = ""
    ) {
        self.nick = nick
        self.user = user
        self.realName = realName
        self.mechanisms = mechanisms
        self.floor = floor
        self.watched = watched
        self.security = security
        self.away = away
        self.quitText = quitText
    }
}

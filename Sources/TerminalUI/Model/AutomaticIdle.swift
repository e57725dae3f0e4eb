/// When somebody who touches no key is shown as idle by themselves.
public struct AutomaticIdle: Hashable, Sendable {
    /// Whether others are told since when.
    public enum Telling: Hashable, Sendable {
        /// They only see the status.
        case untold
        /// They are told since when no key was touched (``OwnPresence/idleSince``).
        case told
    }

    /// After how long without a key.
    public let after: Duration
    /// Whether others are told since when.
    public let since: Telling

    /// Idle after that long without a key.
    public init(after: Duration, since: Telling = .untold) {
        self.after = after
        self.since = since
    }
}

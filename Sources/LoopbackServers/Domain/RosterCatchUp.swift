/// How a server brings a client's list up to date that is older than its own (RFC 6121 section 2.6.3).
public enum RosterCatchUp: Hashable, Sendable {
    /// By the whole list.
    case byWholeList
    /// By an empty answer and one push for each entry that has changed, where that is known.
    case byPushes
}

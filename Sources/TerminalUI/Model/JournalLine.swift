/// One line of the journal as it is to be read. Its text may come from outside.
public struct JournalLine: Hashable, Sendable {
    /// Whether what the line tells was confirmed.
    public enum Kind: Hashable, Sendable {
        /// A server confirmed it.
        case confirmed
        /// No server confirmed it, or it failed.
        case unconfirmed
        /// There was nothing to confirm.
        case neutral
    }

    /// What happened, when and to which service, such as "5 Jan 13:02 home: signed out, acknowledged in 12 ms".
    public let text: String
    /// Whether it was confirmed.
    public let kind: Kind

    /// A line.
    public init(text: String, kind: Kind) {
        self.text = text
        self.kind = kind
    }
}

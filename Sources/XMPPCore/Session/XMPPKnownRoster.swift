/// A contact list as a server once gave it, with its name for that state of it (RFC 6121 section 2.6).
public struct XMPPKnownRoster: Sendable {
    /// The server's name for the state; never empty.
    public let version: String
    /// The entries.
    public let items: [RosterItem]

    /// A list; nil without a name for its state, which would be a list of no use.
    public init?(version: String, items: [RosterItem]) {
        guard !version.isEmpty else { return nil }
        self.version = version
        self.items = items
    }
}

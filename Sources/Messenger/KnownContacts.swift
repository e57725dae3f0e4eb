/// A service's contact list as it was in an earlier session, with the server's name for that state of it.
public struct KnownContacts: Hashable, Sendable {
    /// The server's name for this state of the list (RFC 6121 section 2.6); nil when it has none.
    public let version: String?
    /// The contacts.
    public let contacts: [Contact]
    /// When it was known to be so.
    public let asOf: Moment

    /// A list.
    public init(version: String?, contacts: [Contact], asOf: Moment) {
        self.version = version
        self.contacts = contacts
        self.asOf = asOf
    }
}

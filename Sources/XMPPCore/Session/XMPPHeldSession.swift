/// A session that its server still holds although the connection is gone (XEP-0198 section 5): all that it takes to go
/// on with it.
public struct XMPPHeldSession: Sendable {
    /// The session's full address.
    let address: JID
    let promise: StreamManagement.Promise
    var management: StreamManagement
    var contacts: ContactTable
    let rosterVersion: String?
    var ownConnections: Resources
    /// What contacts see of us; nil for nothing.
    let told: XMPPPresence?
    var standing: XMPPStanding
    /// What was asked; the answers may be among what is sent again.
    let requests: SentRequests
    var validity = Validity.promised

    /// Whether the server is still bound by its word.
    enum Validity {
        /// It is.
        case promised
        /// It is not; but whoever wants to sign out asks it all the same.
        case overdue
    }

    /// When whoever keeps it takes it for gone, by their own clock; nil until they have said so.
    public var deadline: Int64?

    /// For how many seconds the server said that it holds a session.
    public var seconds: Int { promise.seconds }

    /// The session when it is to be taken for gone: what is left is what it takes to leave it.
    public func overdue() -> XMPPHeldSession {
        var session = self
        session.validity = .overdue
        session.contacts = ContactTable(own: address.bare)
        session.ownConnections = Resources()
        session.standing = XMPPStanding()
        return session
    }
}

/// A session that its server still holds although the connection is gone (XEP-0198 section 5): all that it takes to go
/// on with it.
public struct XMPPHeldSession: Sendable {
    /// The session's full address.
    let address: JID
    let promise: StreamManagement.Promise
    var management: StreamManagement
    let contacts: ContactTable
    let rosterVersion: String?
    let ownConnections: Resources
    /// What contacts see of us; nil for nothing.
    let told: XMPPPresence?
    let standing: XMPPStanding
    /// What the session itself has asked; its answers may be among what is sent again.
    let requests: SentRequests
    /// When whoever keeps it takes it for gone, by their own clock; nil until they have said so.
    public var deadline: Int64?

    /// For how many seconds the server said that it holds a session.
    public var seconds: Int { promise.seconds }
}

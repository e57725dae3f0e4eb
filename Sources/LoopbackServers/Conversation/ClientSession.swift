import XMPPCore

/// A client that is bound, as its conversation sees it.
struct ClientSession: Hashable {
    /// Whether the client has shown itself.
    enum Availability: Hashable {
        /// Not yet, or no longer.
        case silent
        /// It has sent its presence, and is told that of others (RFC 6121 section 4.2).
        case available
    }

    /// The session's name in the domain.
    let id: SessionID
    /// The connection's address.
    let full: JID
    var availability = Availability.silent

    /// The account's address.
    var bare: JID { full.bare }
}

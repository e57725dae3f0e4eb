/// A client that is bound.
struct ClientSession: Hashable {
    /// Whether the client has shown itself.
    enum Availability: Hashable {
        /// Not yet, or no longer.
        case silent
        /// It has sent its presence, and is told that of others (RFC 6121 section 4.2).
        case available
    }

    /// The account's address.
    let bare: String
    /// The connection's name.
    let resource: String
    var availability: Availability

    /// The connection's address.
    var full: String { "\(bare)/\(resource)" }
}

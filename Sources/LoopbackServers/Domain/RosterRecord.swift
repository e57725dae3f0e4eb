import XMPPCore

/// One entry of an account's contact list, as its server keeps it (RFC 6121 section 2.1.2).
public struct RosterRecord: Hashable, Sendable {
    /// The contact's address.
    public let address: String
    /// The name; empty for none.
    public var name: String
    /// The groups.
    public var groups: [String]
    /// Who sees whose presence.
    public var relation: Relation
    /// Whether a request of the list's owner is unanswered.
    public var isAsking: Bool

    /// An entry.
    public init(
        address: String, name: String = "", groups: [String] = [], relation: Relation = .none,
        isAsking: Bool = false
    ) {
        self.address = address
        self.name = name
        self.groups = groups
        self.relation = relation
        self.isAsking = isAsking
    }

    /// The entry after a change. Whatever is said about seeing the contact answers the request for it, or takes it
    /// back.
    func with(_ change: Relation.Change) -> RosterRecord {
        var record = self
        record.relation = relation.with(change)
        switch change {
        case .seesContact: record.isAsking = false
        case .isSeen: break
        }
        return record
    }

    /// The entry as it is sent.
    var item: XMLElement {
        var item = XMLElement(
            "item", namespace: XMLNamespace.roster,
            attributes: ["jid": address, "subscription": relation.rawValue],
            children: groups.map { XMLElement("group", namespace: XMLNamespace.roster, text: $0) })
        if !name.isEmpty { item.set("name", name) }
        if isAsking { item.set("ask", "subscribe") }
        return item
    }
}

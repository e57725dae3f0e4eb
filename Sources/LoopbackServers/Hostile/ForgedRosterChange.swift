import XMPPCore

/// What somebody would like to do to a contact list that is not theirs.
public enum ForgedRosterChange: Hashable, Sendable, CaseIterable {
    /// Add somebody who was never asked for.
    case add
    /// Call the first contact otherwise.
    case rename
    /// Delete the first contact.
    case remove

    /// Who is added.
    public static let intruder = "intruder@elsewhere.test"
    /// What the first contact would be called.
    public static let falseName = "Somebody else"

    /// The push that would do it (RFC 6121 section 2.1.6).
    func push(from sender: String?, to receiver: JID, contact: String, id: String) -> XMLElement {
        let item: XMLElement =
            switch self {
            case .add: RosterRecord(address: Self.intruder, relation: .both).item
            case .rename: RosterRecord(address: contact, name: Self.falseName, relation: .both).item
            case .remove:
                XMLElement(
                    "item", namespace: XMLNamespace.roster,
                    attributes: ["jid": contact, "subscription": "remove"])
            }
        var push = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": "set", "id": id],
            children: [XMLElement("query", namespace: XMLNamespace.roster, children: [item])])
        push.set("from", sender)
        push.set("to", receiver.description)
        return push
    }
}

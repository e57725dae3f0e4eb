public import XMPPCore

/// What somebody may ask who wants to know whether a person is here, and with what.
public enum StrangerProbe: Hashable, Sendable, CaseIterable {
    /// The program's name and version (XEP-0092).
    case version
    /// Since when nobody has touched it (XEP-0012).
    case lastActivity
    /// A sign of life (XEP-0199).
    case ping
    /// Its abilities (XEP-0030).
    case abilities
    /// The abilities that a presence has named (XEP-0115).
    case namedAbilities
    /// What belongs to it (XEP-0030).
    case belongings
    /// The time and its zone (XEP-0202).
    case time
    /// A visiting card (XEP-0054).
    case card
    /// The contact list.
    case contactList
    /// What it has published (XEP-0060).
    case published
    /// Its presence (RFC 6121 section 4.3).
    case presence
    /// A receipt for a message (XEP-0184).
    case receipt

    /// The stanza.
    public func stanza(from sender: String, to receiver: String, id: String) -> XMLElement {
        switch self {
        case .version: query("query", "jabber:iq:version", sender, receiver, id)
        case .lastActivity: query("query", ExtensionNamespace.last, sender, receiver, id)
        case .ping: query("ping", XMLNamespace.ping, sender, receiver, id)
        case .abilities: query("query", ExtensionNamespace.discoInfo, sender, receiver, id)
        case .namedAbilities:
            query("query", ExtensionNamespace.discoInfo, sender, receiver, id, node: "porch#light")
        case .belongings: query("query", ExtensionNamespace.discoItems, sender, receiver, id)
        case .time: query("time", "urn:xmpp:time", sender, receiver, id)
        case .card: query("vCard", "vcard-temp", sender, receiver, id)
        case .contactList: query("query", XMLNamespace.roster, sender, receiver, id)
        case .published: query("pubsub", ExtensionNamespace.publishing, sender, receiver, id)
        case .presence: .presence("probe", from: sender, to: receiver)
        case .receipt:
            XMLElement(
                "message", namespace: XMLNamespace.client,
                attributes: ["from": sender, "to": receiver, "id": id, "type": "chat"],
                children: [XMLElement("request", namespace: "urn:xmpp:receipts")])
        }
    }

    private func query(
        _ name: String, _ namespace: String, _ sender: String, _ receiver: String, _ id: String,
        node: String? = nil
    ) -> XMLElement {
        var query = XMLElement(name, namespace: namespace)
        query.set("node", node)
        return XMLElement(
            "iq", namespace: XMLNamespace.client,
            attributes: ["from": sender, "to": receiver, "id": id, "type": "get"], children: [query])
    }
}

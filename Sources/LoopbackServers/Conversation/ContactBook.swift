import XMPPCore

/// The contacts of a server, as every account sees them.
struct ContactBook: Hashable {
    var contacts: [LoopbackContact] = []

    /// The contact list (RFC 6121 section 2.1.4).
    var roster: XMLElement {
        XMLElement("query", namespace: XMLNamespace.roster, children: contacts.map(\.rosterItem))
    }

    /// The presence of every connection of every contact, as after a client's initial presence.
    func presences(to recipient: String) -> [UInt8] {
        contacts.flatMap { contact in
            contact.resources.flatMap { Stanzas.presence(of: contact, .present($0), to: recipient) }
        }
    }
}

extension LoopbackContact {
    /// The contact's entry in the list (RFC 6121 section 2.1.2).
    fileprivate var rosterItem: XMLElement {
        var item = XMLElement(
            "item", namespace: XMLNamespace.roster, attributes: ["jid": address, "subscription": "both"],
            children: groups.map { XMLElement("group", namespace: XMLNamespace.roster, text: $0) })
        if !name.isEmpty { item.set("name", name) }
        return item
    }
}

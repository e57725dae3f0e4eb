import XMPPCore

/// What people publish about themselves, and who is told (XEP-0163).
extension Domain {
    /// Section 3: an account publishes an item.
    mutating func publish(_ query: XMLElement, _ iq: XMLElement, of id: SessionID, _ session: DomainSession) {
        let space = ExtensionNamespace.publishing
        guard let publish = query.child("publish", space), let node = publish["node"],
            let item = publish.child("item", space), let payload = item.children.first
        else { return deliver(iq.error("bad-request", type: "modify"), to: id) }
        let event = LoopbackEvent(node: node, item: item["id"] ?? "current", payload: payload)
        change(session.account) { account in
            account.events.removeAll { $0.node.utf8.elementsEqual(node.utf8) }
            account.events.append(event)
        }
        deliver(iq.result(), to: id)
        tellListeners(event, of: session.account)
    }

    /// The items of a node on demand (XEP-0060 section 6.5).
    mutating func sendItems(_ query: XMLElement, _ iq: XMLElement, of account: JID, to id: SessionID) {
        let space = ExtensionNamespace.publishing
        let node = query.child("items", space)?["node"] ?? ""
        let events = people[account]?.events ?? accounts[account]?.events ?? []
        guard let event = events.first(where: { $0.node.utf8.elementsEqual(node.utf8) }) else {
            return deliver(iq.error("item-not-found"), to: id)
        }
        var item = XMLElement("item", namespace: space, attributes: ["id": event.item])
        item.content = [.element(event.payload)]
        let items = XMLElement("items", namespace: space, attributes: ["node": node], children: [item])
        deliver(iq.result([XMLElement("pubsub", namespace: space, children: [items])]), to: id)
    }

    /// Tells an event of an account or of a person to all who may see their presence and want to know.
    mutating func tellListeners(_ event: LoopbackEvent, of sender: JID) {
        for (id, session) in sessions.sorted(by: { $0.key < $1.key }) where session.isAvailable {
            if hears(session, sender), session.interests.contains(.node(event.node)) {
                deliver(event.message(from: sender.description, to: session.full.description), to: id)
            }
        }
    }

    private func hears(_ session: DomainSession, _ sender: JID) -> Bool {
        guard sender != session.account else { return true }
        guard let account = accounts[session.account], !account.blocks(sender) else { return false }
        return account.roster[sender]?.relation.seesContact ?? false
    }

    // MARK: Who wants to know

    /// A presence that names abilities (XEP-0115): the server asks which they are, once.
    mutating func askForCapabilities(_ presence: XMLElement, of id: SessionID) {
        guard offers(.personalEvents), let session = sessions[id],
            let named = presence.child("c", ExtensionNamespace.capabilities),
            let node = named["node"], let version = named["ver"]
        else { return }
        let capabilities = "\(node)#\(version)"
        guard !session.capabilities.utf8.elementsEqual(capabilities.utf8) else { return }
        change(id) { $0.capabilities = capabilities }
        var query = XMLElement("query", namespace: ExtensionNamespace.discoInfo)
        query.set("node", capabilities)
        var iq = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": "get"], children: [query])
        iq.set("id", nextID("caps"))
        iq.set("from", session.account.description)
        iq.set("to", session.full.description)
        deliver(iq, to: id)
    }

    /// A client's answer. If it names abilities, the last events of the nodes that it follows are due
    /// (XEP-0163 section 4.3.4).
    mutating func takeAnswer(_ iq: XMLElement, of id: SessionID, _ session: DomainSession) {
        if let to = iq["to"].flatMap(JID.init(_:)), to != name, to != session.account {
            return route(iq, from: session, to: to)
        }
        guard iq.isOfType("result"), let info = iq.child("query", ExtensionNamespace.discoInfo) else {
            return
        }
        let followed = info.children.compactMap { $0["var"] }.compactMap { ability -> String? in
            ability.utf8.count > 7 && ability.hasSuffix("+notify") ? String(ability.dropLast(7)) : nil
        }
        let before = session.interests
        change(id) { $0.interests.formUnion(followed.map { .node($0) }) }
        for node in followed where !before.contains(.node(node)) { sendLast(node, to: id, session) }
    }

    private mutating func sendLast(_ node: String, to id: SessionID, _ session: DomainSession) {
        guard let account = accounts[session.account] else { return }
        let contacts = account.roster.contacts.filter { $0.1.relation.seesContact && !account.blocks($0.0) }
        for sender in [session.account] + contacts.map(\.0) {
            let events = people[sender]?.events ?? accounts[sender]?.events ?? []
            for event in events where event.node.utf8.elementsEqual(node.utf8) {
                deliver(event.message(from: sender.description, to: session.full.description), to: id)
            }
        }
    }
}

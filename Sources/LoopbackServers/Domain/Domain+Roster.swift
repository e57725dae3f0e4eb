import XMPPCore

/// The contact list on demand, its changes, and who is told of them (RFC 6121 section 2).
extension Domain {
    /// Section 2.1.3, and 2.6 for lists with a version.
    mutating func sendRoster(
        _ query: XMLElement, _ iq: XMLElement, to id: SessionID, _ session: DomainSession
    ) {
        change(id) { $0.interests.insert(.roster) }
        guard let roster = accounts[session.account]?.roster else { return }
        let known = offers(.rosterVersions) ? query["ver"] : nil
        let changes = known.flatMap { roster.changes(since: $0) }
        guard let changes, changes.isEmpty || settings.rosterCatchUp == .byPushes else {
            return deliver(iq.result([roster.query(withVersion: known != nil)]), to: id)
        }
        deliver(iq.result(), to: id)
        for contact in changes { push(contact, of: session.account, to: [(id, session)]) }
    }

    /// Section 2.1.5: adds, changes or deletes one entry.
    mutating func changeRoster(
        _ query: XMLElement, _ iq: XMLElement, of id: SessionID, _ session: DomainSession
    ) {
        switch RosterWish(query, account: session.account) {
        case .refused(let condition, let type): deliver(iq.error(condition, type: type), to: id)
        case .remove(let contact):
            guard accounts[session.account]?.roster[contact] != nil else {
                return deliver(iq.error("item-not-found"), to: id)
            }
            remove(contact, from: session.account)
            deliver(iq.result(), to: id)
        case .put(let contact, let name, let groups):
            var record =
                accounts[session.account]?.roster[contact] ?? RosterRecord(address: contact.description)
            record.name = name
            record.groups = groups
            put(record, of: contact, in: session.account)
            deliver(iq.result(), to: id)
        }
    }

    /// Stores an entry and tells everybody who is interested.
    mutating func put(_ record: RosterRecord, of contact: JID, in account: JID) {
        change(account) { $0.roster.put(record, for: contact) }
        push(contact, of: account, to: interested(in: account))
    }

    /// Section 2.5: who is deleted neither sees nor is seen.
    mutating func remove(_ contact: JID, from account: JID) {
        let relation = accounts[account]?.roster[contact]?.relation ?? .none
        let isAsking = accounts[account]?.roster[contact]?.isAsking ?? false
        if relation.isSeen { goUnseen(account, by: contact) }
        let listeners = interested(in: account)
        change(account) { account in
            account.roster.remove(contact)
            account.requests.removeAll { $0.contact == contact }
        }
        push(contact, of: account, to: listeners)
        if relation.seesContact || isAsking { ended("unsubscribe", account, contact) }
        if relation.isSeen { ended("unsubscribed", account, contact) }
    }

    private mutating func ended(_ type: String, _ account: JID, _ contact: JID) {
        guard accounts[contact] != nil else {
            return order(.heard(by: contact, .presence(type, from: account.description)))
        }
        if type.utf8.elementsEqual("unsubscribe".utf8) {
            withdrawalCame(from: account, to: contact)
        } else {
            refusalCame(from: account, to: contact)
        }
    }

    private func interested(in account: JID) -> [(SessionID, DomainSession)] {
        sessions(of: account).filter { $0.session.interests.contains(.roster) }.map { ($0.id, $0.session) }
    }

    /// Section 2.1.6: one entry as it is now.
    private mutating func push(_ contact: JID, of account: JID, to listeners: [(SessionID, DomainSession)]) {
        guard let roster = accounts[account]?.roster else { return }
        let gone = XMLElement(
            "item", namespace: XMLNamespace.roster,
            attributes: ["jid": contact.description, "subscription": "remove"])
        var query = XMLElement(
            "query", namespace: XMLNamespace.roster, children: [roster[contact]?.item ?? gone])
        if offers(.rosterVersions) { query.set("ver", roster.version) }
        for (id, session) in listeners {
            var push = XMLElement(
                "iq", namespace: XMLNamespace.client, attributes: ["type": "set"], children: [query])
            push.set("id", nextID("push"))
            push.set("to", session.full.description)
            deliver(push, to: id)
        }
    }
}

/// What a client wants of one entry.
private enum RosterWish {
    case put(JID, name: String, groups: [String])
    case remove(JID)
    /// Not like that (RFC 6121 section 2.3.3).
    case refused(String, type: String)

    init(_ query: XMLElement, account: JID) {
        let items = query.children.filter { $0.matches("item", XMLNamespace.roster) }
        guard items.count == 1, let item = items.first else {
            self = .refused("bad-request", type: "modify")
            return
        }
        guard let contact = item["jid"].flatMap(JID.init(_:))?.bare, contact != account else {
            self = .refused("not-allowed", type: "cancel")
            return
        }
        if (item["subscription"] ?? "").utf8.elementsEqual("remove".utf8) {
            self = .remove(contact)
            return
        }
        let groups = item.children.filter { $0.matches("group", XMLNamespace.roster) }.map(\.text)
        let name = item["name"] ?? ""
        if groups.contains("") || name.utf8.count > 1023 {
            self = .refused("not-acceptable", type: "modify")
        } else if Set(groups.map { Array($0.utf8) }).count < groups.count {
            self = .refused("bad-request", type: "modify")
        } else {
            self = .put(contact, name: name, groups: groups)
        }
    }
}

import XMPPCore

/// Whose stanzas are not wanted (XEP-0191).
extension Domain {
    /// Section 3.3.
    mutating func sendBlockList(_ iq: XMLElement, to id: SessionID, _ session: DomainSession) {
        change(id) { $0.interests.insert(.blockList) }
        let list = Self.list("blocklist", accounts[session.account]?.blocked ?? [])
        deliver(iq.result([list]), to: id)
    }

    /// Section 3.4: from now on the blocked see nothing of the account.
    mutating func block(_ wish: XMLElement, _ iq: XMLElement, of id: SessionID, _ session: DomainSession) {
        let wanted = Self.addresses(in: wish)
        guard !wanted.isEmpty else { return deliver(iq.error("bad-request", type: "modify"), to: id) }
        let before = accounts[session.account]
        let added = wanted.filter { !(before?.blocked.contains($0) ?? false) }
        for contact in seers(of: session.account) where added.contains(where: { covers($0, contact) }) {
            goUnseen(session.account, by: contact)
        }
        change(session.account) { $0.blocked += added }
        deliver(iq.result(), to: id)
        pushBlockList(Self.list("block", wanted), of: session.account)
    }

    /// Section 3.5; without addresses everybody (section 3.6).
    mutating func unblock(_ wish: XMLElement, _ iq: XMLElement, of id: SessionID, _ session: DomainSession) {
        let wanted = Self.addresses(in: wish)
        let freed = wanted.isEmpty ? accounts[session.account]?.blocked ?? [] : wanted
        change(session.account) { $0.blocked.removeAll { freed.contains($0) } }
        deliver(iq.result(), to: id)
        pushBlockList(Self.list("unblock", wanted), of: session.account)
        for contact in seers(of: session.account) where freed.contains(where: { covers($0, contact) }) {
            goSeen(session.account, by: contact)
        }
    }

    /// Those who see the account now.
    private func seers(of account: JID) -> [JID] {
        guard let account = accounts[account] else { return [] }
        return account.roster.contacts.filter { $0.1.relation.isSeen && !account.blocks($0.0) }.map(\.0)
    }

    private func covers(_ blocked: JID, _ contact: JID) -> Bool {
        var probe = DomainAccount()
        probe.blocked = [blocked]
        return probe.blocks(contact)
    }

    private mutating func pushBlockList(_ change: XMLElement, of account: JID) {
        for (id, session) in sessions(of: account) where session.interests.contains(.blockList) {
            var push = XMLElement(
                "iq", namespace: XMLNamespace.client, attributes: ["type": "set"], children: [change])
            push.set("id", nextID("block"))
            push.set("to", session.full.description)
            deliver(push, to: id)
        }
    }

    private static func list(_ name: String, _ addresses: [JID]) -> XMLElement {
        XMLElement(
            name, namespace: ExtensionNamespace.blocking,
            children: addresses.map {
                XMLElement(
                    "item", namespace: ExtensionNamespace.blocking, attributes: ["jid": $0.description])
            })
    }

    private static func addresses(in wish: XMLElement) -> [JID] {
        wish.children.filter { $0.matches("item", ExtensionNamespace.blocking) }
            .compactMap { $0["jid"].flatMap(JID.init(_:)) }
    }
}

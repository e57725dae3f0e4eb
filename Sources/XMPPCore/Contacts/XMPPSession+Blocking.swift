/// Blocking addresses (XEP-0191). The list is the server's; here is a copy of it.
extension XMPPSession {
    /// Once the contact list is here and our presence is under way.
    mutating func askForBlockList() {
        guard configuration.interests.contains(.blockList) else { return }
        send(.blockList, "get", XMLElement("blocklist", namespace: XMLNamespace.blocking), to: .account)
    }

    /// An item of the list came; its `<iq/>` follows and says whether it is the answer.
    mutating func keepBlocked(_ address: String) {
        guard requests.isOnItsWay(.blockList), pendingBlocked.count < BlockedAddresses.limit else { return }
        pendingBlocked.append(address)
    }

    mutating func blockListCame(_ reply: Reply, _ items: [String]) {
        switch reply {
        case .error: standing.blocking = .notOffered
        case .result:
            let blocked = BlockedAddresses(items.compactMap { JID($0) })
            standing.blocking = .known(blocked)
            tellBlocked(blocked)
        }
    }

    mutating func changeBlocking(
        _ text: String, _ change: String, for request: XMPPContactRequest
    ) throws(XMPPRefusal) {
        let address = try ContactTexts.anybody(text, own: own)
        if case .notOffered = standing.blocking { throw .noBlocking }
        let item = XMLElement(
            "item", namespace: XMLNamespace.blocking, attributes: ["jid": address.description])
        try ask(
            "set", XMLElement(change, namespace: XMLNamespace.blocking, children: [item]), of: .account,
            for: request)
    }

    /// The server tells a change, in our own name or in none (section 3.3); whether it was one.
    mutating func blockingPushed(_ payload: XMLElement) -> Bool {
        guard sameBytes(payload.namespace, XMLNamespace.blocking) else { return false }
        let addresses = payload.children.filter { $0.matches("item", XMLNamespace.blocking) }
            .compactMap { $0["jid"].flatMap { JID($0) } }
        if sameBytes(payload.name, "block") {
            block(addresses)
        } else if sameBytes(payload.name, "unblock") {
            unblock(addresses)
        } else {
            return false
        }
        return true
    }

    private mutating func block(_ addresses: [JID]) {
        for address in addresses { endAsking(address.bare) }
        // Nothing more will be told of them.
        for number in contacts.numbers(blockedBy: addresses) { forget(number) }
        change { $0.add(addresses) }
    }

    /// Section 3.4: no address at all stands for every one.
    private mutating func unblock(_ addresses: [JID]) {
        change { $0.remove(addresses) }
    }

    /// The list again, and that of its contacts nothing is known.
    mutating func tellBlocked(_ blocked: BlockedAddresses) {
        report(.blocked(blocked.all))
        forgetContacts(under: blocked)
    }

    /// The server tells nothing of blocked contacts: not there is not what they are.
    mutating func forgetContacts(under blocked: BlockedAddresses) {
        for number in contacts.numbers(blockedBy: blocked.all) { forget(number) }
    }

    private mutating func change(_ change: (inout BlockedAddresses) -> Void) {
        guard case .known(var blocked) = standing.blocking else { return }
        change(&blocked)
        standing.blocking = .known(blocked)
        report(.blocked(blocked.all))
    }
}

public import XMPPCore

/// What the people do whom a server plays, and what becomes of contact lists.
extension LoopbackXMPPServer {
    /// Replaces the people, and the contact list of every account by the entries that these people have at first.
    /// Clients that are signed in are not told.
    public func setContacts(_ contacts: [LoopbackContact]) {
        decide { domain in
            domain.people.replace(contacts)
            domain.replaceRosters(contacts.compactMap(\.record))
            return []
        }
    }

    /// Lets the contact at this place do something, and tells every client that sees the contact's presence.
    public func change(contact place: Int, _ change: ContactChange) {
        decide { $0.changePerson(at: place, change) }
    }

    /// Lets the contact at this place publish something, and tells every client that sees the contact's presence and
    /// follows such events (XEP-0163).
    public func publish(contact place: Int, _ event: LoopbackEvent) {
        decide { $0.publish(event, byPersonAt: place) }
    }

    /// Lets somebody, played or not, send this stanza to the account that it is addressed to. It is dealt with as a
    /// stanza of another domain would be: a `subscribe` is kept until it is answered, a `subscribed` counts only where
    /// it was asked for (RFC 6121 section 3), and what is blocked does not arrive.
    public func take(_ stanza: XMLElement) {
        decide { $0.takeFromOutside(stanza) }
    }

    /// Lets somebody ask to see the account's presence.
    ///
    /// - Parameters:
    ///   - contact: who asks: an address without a resource.
    ///   - account: the account's name, such as "alice".
    ///   - text: the words of the request; empty for none.
    ///   - nick: how the asking person wants to be called (XEP-0172); nil for nothing.
    public func ask(_ account: String, from contact: String, text: String = "", nick: String? = nil) {
        var request = XMLElement.presence(
            "subscribe", from: contact, to: "\(account)@\(settings.domain)")
        if !text.isEmpty {
            request.content.append(.element(XMLElement("status", namespace: XMLNamespace.client, text: text)))
        }
        if let nick {
            request.content.append(
                .element(XMLElement("nick", namespace: ExtensionNamespace.nick, text: nick)))
        }
        take(request)
    }

    /// The account's contact list; empty when there is no such account.
    public func roster(of account: String) -> [RosterRecord] {
        address(account).flatMap { domain.accounts[$0] }?.roster.records ?? []
    }

    /// Adds or changes an entry of the account's contact list, as another client of the account would.
    public func put(_ record: RosterRecord, of account: String) {
        guard let account = address(account), let contact = JID(record.address) else { return }
        decide { domain in
            domain.put(record, of: contact, in: account)
            return domain.takeOrders()
        }
    }

    /// Deletes an entry of the account's contact list, as another client of the account would.
    public func removeEntry(_ contact: String, of account: String) {
        guard let account = address(account), let contact = JID(contact) else { return }
        decide { domain in
            domain.remove(contact, from: account)
            return domain.takeOrders()
        }
    }

    /// Who is blocked by the account (XEP-0191).
    public func blocked(by account: String) -> [String] {
        address(account).flatMap { domain.accounts[$0] }?.blocked.map(\.description) ?? []
    }

    /// Who waits for an answer of the account, the oldest first.
    public func requests(to account: String) -> [String] {
        address(account).flatMap { domain.accounts[$0] }?.requests.map(\.contact.description) ?? []
    }

    private func address(_ account: String) -> JID? { JID(local: account, domain: settings.domain) }
}

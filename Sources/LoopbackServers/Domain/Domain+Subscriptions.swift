import XMPPCore

/// Asking for presence, and the four answers (RFC 6121 section 3).
extension Domain {
    // MARK: An account here says it

    /// Section 3.1.2: the account asks to see the contact.
    mutating func requests(_ stanza: XMLElement, _ account: JID, of contact: JID) {
        guard contact != account else { return }
        let record = accounts[account]?.roster[contact]
        if !(record?.relation.seesContact ?? false) {
            var asking = record ?? RosterRecord(address: contact.description)
            asking.isAsking = true
            put(asking, of: contact, in: account)
        }
        let request = stanza.addressed(from: account.description, to: contact.description)
        if accounts[contact] != nil {
            return requestCame(request, from: account, to: contact)
        }
        order(.heard(by: contact, request))
        order(.answer(by: contact, to: account, people[contact]?.answer ?? settings.strangersAnswer))
    }

    /// Section 3.1.4: the account lets the contact see it.
    mutating func approves(_ account: JID, of contact: JID) {
        let isRequested = change(account) { account in
            let before = account.requests.count
            account.requests.removeAll { $0.contact == contact }
            return account.requests.count < before
        }
        // Section 3.1.4: without a request the approval goes nowhere.
        guard isRequested else { return }
        relate(account, contact, .isSeen(true))
        send(.presence("subscribed"), from: account, to: contact) {
            $0.approvalCame(from: account, to: contact)
        }
        // An account here is shown it with the approval.
        guard accounts[contact] == nil else { return }
        goSeen(account, by: contact)
    }

    /// Section 3.3.2: the account does not want to see the contact any more.
    mutating func withdraws(_ account: JID, from contact: JID) {
        relate(account, contact, .seesContact(false))
        send(.presence("unsubscribe"), from: account, to: contact) {
            $0.withdrawalCame(from: account, to: contact)
        }
    }

    /// Section 3.2.2: the account does not let the contact see it, or not any more.
    mutating func refuses(_ account: JID, _ contact: JID) {
        let isRequested = accounts[account]?.requests.contains { $0.contact == contact } ?? false
        let isSeen = accounts[account]?.roster[contact]?.relation.isSeen ?? false
        guard isRequested || isSeen else { return }
        change(account) { $0.requests.removeAll { $0.contact == contact } }
        if isSeen { goUnseen(account, by: contact) }
        relate(account, contact, .isSeen(false))
        send(.presence("unsubscribed"), from: account, to: contact) {
            $0.refusalCame(from: account, to: contact)
        }
    }

    // MARK: Somebody says it to an account here

    /// Section 3.1.3: kept until it is answered, and shown at every sign-in until then.
    mutating func requestCame(_ stanza: XMLElement, from asker: JID, to account: JID) {
        guard !(accounts[account]?.blocks(asker) ?? false) else { return }
        if accounts[account]?.roster[asker]?.relation.isSeen ?? false {
            return send(.presence("subscribed"), from: account, to: asker) {
                $0.approvalCame(from: account, to: asker)
            }
        }
        let request = stanza.addressed(from: asker.description, to: account.description)
        change(account) { account in
            account.requests.removeAll { $0.contact == asker }
            account.requests.append(SubscriptionRequest(contact: asker, stanza: request))
        }
        for (id, session) in sessions(of: account) where session.isAvailable { deliver(request, to: id) }
    }

    /// Section 3.1.6: only an approval that was asked for counts.
    mutating func approvalCame(from contact: JID, to account: JID) {
        guard let record = accounts[account]?.roster[contact], record.isAsking,
            !record.relation.seesContact
        else { return }
        deliverToInterested(.presence("subscribed"), from: contact, to: account)
        relate(account, contact, .seesContact(true))
        for (id, session) in sessions(of: account) where session.isAvailable {
            probe(contact, for: id, session.full)
        }
    }

    /// Section 3.3.3: the contact does not want to see the account any more.
    mutating func withdrawalCame(from contact: JID, to account: JID) {
        let isRequested = accounts[account]?.requests.contains { $0.contact == contact } ?? false
        let isSeen = accounts[account]?.roster[contact]?.relation.isSeen ?? false
        guard isRequested || isSeen else { return }
        change(account) { $0.requests.removeAll { $0.contact == contact } }
        deliverToInterested(.presence("unsubscribe"), from: contact, to: account)
        guard isSeen else { return }
        relate(account, contact, .isSeen(false))
        goUnseen(account, by: contact)
    }

    /// Section 3.2.3: the contact does not let the account see it, or not any more.
    mutating func refusalCame(from contact: JID, to account: JID) {
        guard let record = accounts[account]?.roster[contact], record.isAsking || record.relation.seesContact
        else { return }
        deliverToInterested(.presence("unsubscribed"), from: contact, to: account)
        relate(account, contact, .seesContact(false))
    }

    // MARK: Parts

    /// Changes who sees whom, and tells the account if anything is different then.
    private mutating func relate(_ account: JID, _ contact: JID, _ change: Relation.Change) {
        let before = accounts[account]?.roster[contact]
        let after = (before ?? RosterRecord(address: contact.description)).with(change)
        guard after != before, before != nil || after.relation != .none else { return }
        put(after, of: contact, in: account)
    }

    /// A stanza of an account to somebody of this domain or of another.
    private mutating func send(
        _ stanza: XMLElement, from account: JID, to contact: JID, arriving: (inout Domain) -> Void
    ) {
        if accounts[contact] != nil { return arriving(&self) }
        order(.heard(by: contact, stanza.addressed(from: account.description, to: nil)))
    }

    /// The contact sees every connection of the account go.
    mutating func goUnseen(_ account: JID, by contact: JID) {
        for (_, session) in sessions(of: account) where session.shown != nil {
            tell(.presence("unavailable"), from: session.full, to: contact)
        }
    }

    /// The contact sees every connection of the account that shows itself.
    mutating func goSeen(_ account: JID, by contact: JID) {
        for (_, session) in sessions(of: account) {
            if let shown = session.shown { tell(shown, from: session.full, to: contact) }
        }
    }

    private mutating func deliverToInterested(_ stanza: XMLElement, from contact: JID, to account: JID) {
        let stanza = stanza.addressed(from: contact.description, to: account.description)
        for (id, session) in sessions(of: account) where session.interests.contains(.roster) {
            deliver(stanza, to: id)
        }
    }
}

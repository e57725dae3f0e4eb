import XMPPCore

/// Presence from one to all who may see it (RFC 6121 section 4).
extension Domain {
    mutating func takePresence(
        _ presence: XMLElement, of id: SessionID, _ session: DomainSession, at now: Int64
    ) {
        let to = presence["to"].flatMap(JID.init(_:))
        switch (PresenceKind(presence), to) {
        case (.available, nil): becameAvailable(presence, id, session)
        case (.unavailable, nil): becameUnavailable(presence, id, session, at: now)
        case (.available, let to?), (.unavailable, let to?): showed(presence, id, session, to: to)
        case (.request, let to?): requests(presence, session.account, of: to.bare)
        case (.approval, let to?): approves(session.account, of: to.bare)
        case (.withdrawal, let to?): withdraws(session.account, from: to.bare)
        case (.refusal, let to?): refuses(session.account, to.bare)
        case (.request, nil), (.approval, nil), (.withdrawal, nil), (.refusal, nil), (.probe, _), (.other, _):
            break
        }
    }

    /// The session is over, by the client's will or not: contacts who saw it are told.
    mutating func sessionEnded(_ id: SessionID, at now: Int64) -> [DomainOrder] {
        guard let session = sessions[id] else { return [] }
        switch session.visibility {
        case .available: becameUnavailable(.presence("unavailable"), id, session, at: now)
        case .silent: break
        }
        forget(id)
        return takeOrders()
    }

    // MARK: To everybody

    private mutating func becameAvailable(_ presence: XMLElement, _ id: SessionID, _ session: DomainSession) {
        change(id) { $0.visibility = .available(presence) }
        broadcast(presence, of: session)
        switch session.visibility {
        case .silent: welcome(id, session)
        case .available: break
        }
        askForCapabilities(presence, of: id)
    }

    /// What a client gets that has just become available (RFC 6121 sections 4.2.2 and 3.1.3).
    private mutating func welcome(_ id: SessionID, _ session: DomainSession) {
        for (_, other) in sessions(of: session.account) where other.full != session.full {
            if let shown = other.shown {
                deliver(shown.addressed(from: other.full.description, to: session.full.description), to: id)
            }
        }
        probeContacts(for: id, session)
        for request in accounts[session.account]?.requests ?? [] { deliver(request.stanza, to: id) }
    }

    /// The presence of all whom the account sees.
    mutating func probeContacts(for id: SessionID, _ session: DomainSession) {
        guard let account = accounts[session.account] else { return }
        for (contact, record) in account.roster.contacts where record.relation.seesContact {
            if !account.blocks(contact) { probe(contact, for: id, session.full) }
        }
    }

    /// The presence of one contact, for one session.
    mutating func probe(_ contact: JID, for id: SessionID, _ receiver: JID) {
        if accounts[contact] != nil {
            for (_, session) in sessions(of: contact) {
                if let shown = session.shown {
                    deliver(shown.addressed(from: session.full.description, to: receiver.description), to: id)
                }
            }
        } else if let person = people[contact] {
            for resource in person.resources {
                deliver(Stanzas.presence(of: person, .present(resource), to: receiver.description), to: id)
            }
        }
    }

    private mutating func becameUnavailable(
        _ presence: XMLElement, _ id: SessionID, _ session: DomainSession, at now: Int64
    ) {
        let presence = presence.addressed(from: session.full.description, to: nil)
        broadcast(presence, of: session)
        for shown in session.shownTo { tell(presence, from: session.full, to: shown) }
        change(id) {
            $0.visibility = .silent
            $0.mode = .visible
            $0.shownTo = []
        }
        let words = presence.child("status", XMLNamespace.client)?.text ?? ""
        if !sessions(of: session.account).contains(where: { $0.session.isAvailable }) {
            change(session.account) { $0.lastLeft = .init(moment: now, words: words) }
        }
    }

    /// To the client itself, to the account's other connections, and to the contacts who may see it; of an invisible
    /// one only the client itself is told.
    mutating func broadcast(_ presence: XMLElement, of session: DomainSession) {
        let isHidden = session.mode == .invisible
        for (id, other) in sessions(of: session.account) {
            let isSelf = other.full == session.full
            guard isSelf || (!isHidden && other.isAvailable) else { continue }
            deliver(presence.addressed(from: session.full.description, to: other.full.description), to: id)
        }
        if !isHidden { tellContacts(presence, of: session) }
    }

    /// To the contacts alone.
    mutating func tellContacts(_ presence: XMLElement, of session: DomainSession) {
        guard let account = accounts[session.account] else { return }
        for (contact, record) in account.roster.contacts where record.relation.isSeen {
            if !account.blocks(contact) { tell(presence, from: session.full, to: contact) }
        }
    }

    /// A stanza for somebody, wherever that is; nothing comes back.
    mutating func tell(_ stanza: XMLElement, from sender: JID, to receiver: JID) {
        guard let account = accounts[receiver.bare] else {
            return order(.heard(by: receiver.bare, stanza.addressed(from: sender.description, to: nil)))
        }
        guard !account.blocks(sender) else { return }
        for (id, session) in sessions(of: receiver.bare) where session.isAvailable {
            if receiver.isBare || session.full == receiver {
                deliver(stanza.addressed(from: sender.description, to: session.full.description), to: id)
            }
        }
    }

    // MARK: To one

    /// A presence for one alone (RFC 6121 section 4.6).
    private mutating func showed(
        _ presence: XMLElement, _ id: SessionID, _ session: DomainSession, to: JID
    ) {
        if accounts[session.account]?.blocks(to) ?? false { return }
        tell(presence, from: session.full, to: to)
        let isAvailable = presence.isOfType("")
        change(id) {
            $0.shownTo.removeAll { $0 == to }
            if isAvailable { $0.shownTo.append(to) }
        }
    }
}

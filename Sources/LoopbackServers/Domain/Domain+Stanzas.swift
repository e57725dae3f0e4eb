import XMPPCore

extension Domain {
    /// A bound client sent a stanza. `now` is in seconds of any clock that only goes forward.
    mutating func take(_ stanza: XMLElement, from id: SessionID, at now: Int64) -> [DomainOrder] {
        guard let session = sessions[id] else { return [] }
        // RFC 6120 section 8.1.2.1: whoever sends it, it is from the client's own address.
        let stanza = stanza.addressed(from: session.full.description, to: stanza["to"])
        if stanza.matches("presence", XMLNamespace.client) {
            takePresence(stanza, of: id, session, at: now)
        } else if stanza.matches("iq", XMLNamespace.client) {
            takeQuery(stanza, of: id, session, at: now)
        } else if stanza.matches("message", XMLNamespace.client), let to = stanza["to"].flatMap(JID.init(_:))
        {
            route(stanza, from: session, to: to)
        }
        return takeOrders()
    }

    /// Somebody whom the server plays, or a stranger of another domain, sent a stanza to an account here.
    mutating func takeFromOutside(_ stanza: XMLElement) -> [DomainOrder] {
        guard let from = stanza["from"].flatMap(JID.init(_:)), let to = stanza["to"].flatMap(JID.init(_:)),
            accounts[to.bare] != nil
        else { return [] }
        if accounts[to.bare]?.blocks(from) ?? false { return [] }
        if stanza.matches("presence", XMLNamespace.client) {
            takePresence(stanza, from: from, to: to)
        } else {
            for (id, session) in sessions(of: to.bare) where to.isBare || session.full == to {
                deliver(stanza, to: id)
            }
        }
        return takeOrders()
    }

    private mutating func takePresence(_ presence: XMLElement, from: JID, to: JID) {
        switch PresenceKind(presence) {
        case .request: requestCame(presence, from: from.bare, to: to.bare)
        case .approval: approvalCame(from: from.bare, to: to.bare)
        case .withdrawal: withdrawalCame(from: from.bare, to: to.bare)
        case .refusal: refusalCame(from: from.bare, to: to.bare)
        case .probe: answerProbe(of: to.bare, from: from)
        case .available, .unavailable, .other:
            for (id, session) in sessions(of: to.bare) where session.isAvailable {
                if to.isBare || session.full == to { deliver(presence, to: id) }
            }
        }
    }

    /// Presence for a probe (RFC 6121 section 4.3.2): only to those who may see it.
    private mutating func answerProbe(of account: JID, from asker: JID) {
        guard accounts[account]?.roster[asker.bare]?.relation.isSeen ?? false else {
            return tell(.presence("unsubscribed"), from: account, to: asker.bare)
        }
        for (_, session) in sessions(of: account) {
            if let shown = session.shown { tell(shown, from: session.full, to: asker.bare) }
        }
    }

    /// A stanza on its way from a client to somebody.
    mutating func route(_ stanza: XMLElement, from session: DomainSession, to: JID) {
        if accounts[session.account]?.blocks(to) ?? false {
            let blocked = XMLElement("blocked", namespace: ExtensionNamespace.blockingErrors)
            return answer(stanza, stanza.error("not-acceptable", blocked))
        }
        guard let account = accounts[to.bare] else { return personGot(stanza, to: to) }
        if account.blocks(session.full) {
            return answer(stanza, stanza.error("service-unavailable"))
        }
        let receivers = sessions(of: to.bare).filter {
            to.isBare ? $0.session.isAvailable : $0.session.full == to
        }
        for (id, _) in receivers { deliver(stanza, to: id) }
        if receivers.isEmpty { answer(stanza, stanza.error("service-unavailable")) }
    }

    /// Answers a client's request; results and errors are never answered (RFC 6120 section 8.3.1).
    mutating func answer(_ stanza: XMLElement, _ answer: XMLElement) {
        guard !stanza.isOfType("error"), !stanza.isOfType("result"),
            let to = stanza["from"].flatMap(JID.init(_:))
        else { return }
        for (id, session) in sessions where session.full == to { deliver(answer, to: id) }
    }

    /// A stanza for somebody whom the server plays.
    private mutating func personGot(_ stanza: XMLElement, to: JID) {
        order(.heard(by: to.bare, stanza))
        guard stanza.matches("iq", XMLNamespace.client) else { return }
        if let answer = personsAnswer(to: stanza, to) { self.answer(stanza, answer) }
    }
}

/// What a presence stanza is about (RFC 6121 section 4.7.1).
enum PresenceKind {
    case available
    case unavailable
    case request
    case approval
    case withdrawal
    case refusal
    case probe
    case other

    init(_ presence: XMLElement) {
        let names: [(String, PresenceKind)] = [
            ("", .available), ("unavailable", .unavailable), ("subscribe", .request),
            ("subscribed", .approval),
            ("unsubscribe", .withdrawal), ("unsubscribed", .refusal), ("probe", .probe),
        ]
        self = names.first { presence.isOfType($0.0) }?.1 ?? .other
    }
}

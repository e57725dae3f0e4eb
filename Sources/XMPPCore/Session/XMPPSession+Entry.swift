/// The session itself: binding it, or going on with one that the server holds, and the contact list (RFC 6120 section 7,
/// RFC 6121 section 2.1.3, XEP-0198).
///
/// All that a session begins with is written in one go behind the opening tag of its stream, once the server has proved
/// that it knows the password: the server reads it in this order anyway, and waiting for each answer would cost a way
/// there and back for each. Before that proof nothing of it is sent, our presence least of all.
extension XMPPSession {
    mutating func enter() {
        giveUpOverdue()
        let entry: XMPPSessionPhase.Entry =
            held == nil ? .binding(entryIDs()) : .resuming
        openStream(.proved(entry))
        claimSession()
        ask(entry)
    }

    /// Nobody goes on with a session that is as good as gone; it is only left.
    mutating func giveUpOverdue() {
        if case .overdue? = held?.validity, case .unwanted = departure { forgetHeld() }
    }

    func entryIDs() -> XMPPSessionPhase.EntryIDs {
        let bind = configuration.nextID()
        return XMPPSessionPhase.EntryIDs(bind: bind, roster: configuration.nextID())
    }

    mutating func ask(_ entry: XMPPSessionPhase.Entry) {
        switch entry {
        case .resuming:
            if let held { write(ManagementWords.resume(held.promise, handled: held.management.handled)) }
        case .binding(let ids):
            requestBinding(ids.bind)
            if customs.offers.contains(.streamManagement) { enableManagement() }
            requestRoster(ids.roster)
            tell(wish)
        }
    }

    private mutating func requestBinding(_ id: String) {
        let resource = XMLElement("resource", namespace: XMLNamespace.bind, text: configuration.resource)
        write(
            XMLElement(
                "iq", namespace: XMLNamespace.client, attributes: ["type": "set", "id": id],
                children: [XMLElement("bind", namespace: XMLNamespace.bind, children: [resource])]))
    }

    /// RFC 6121 section 2.6.2: an empty version says that there is no list, but that its version is wanted.
    mutating func requestRoster(_ id: String) {
        let query = XMLElement(
            "query", namespace: XMLNamespace.roster,
            attributes: ["ver": configuration.knownRoster?.version ?? ""])
        write(
            XMLElement(
                "iq", namespace: XMLNamespace.client, attributes: ["type": "get", "id": id], children: [query]
            ))
    }

    // MARK: What the server says to it

    /// The features of the session's stream are here, and what was asked for is under way.
    mutating func chose(_ entry: XMPPSessionPhase.Entry, from features: XMLElement) {
        customs.offers = XMPPServerCustoms.offers(in: features)
        switch entry {
        case .resuming: move(to: .resuming)
        case .binding(let ids):
            guard features.child("bind", XMLNamespace.bind) != nil else {
                return fail(.unexpected("no offer to bind a session", while: .openingStream))
            }
            move(to: .binding(ids))
            if management == nil, customs.offers.contains(.streamManagement) { enableManagement() }
        }
        order(.restartStepTimer(phase.step))
    }

    mutating func answeredBinding(_ element: XMLElement, _ ids: XMPPSessionPhase.EntryIDs) {
        switch reply(element, to: ids.bind) {
        case .result:
            let text = element.child("bind", XMLNamespace.bind)?.child("jid", XMLNamespace.bind)?.text
            guard bind(to: text) else { return }
            move(to: .loadingRoster(id: ids.roster))
            order(.restartStepTimer(.loadingRoster))
        case .error(let condition, let text): fail(.bindRefused(condition: condition, text: text))
        case nil: break
        }
    }

    /// Takes the address that the server has given; fails when it is none.
    mutating func bind(to text: String?) -> Bool {
        guard let bound = text.flatMap({ JID($0) }), !bound.isBare else {
            fail(.unexpected("no address for the session", while: .binding))
            return false
        }
        address = bound
        own = bound.bare
        contacts = ContactTable(own: own)
        return true
    }

    // MARK: Contact list

    /// RFC 6121 section 2.6.3: an answer without a list says that the one we know still stands.
    mutating func answeredRoster(_ answer: Reply, _ element: XMLElement, _ items: [RosterItem]) {
        let query = element.child("query", XMLNamespace.roster)
        // It is not needed any more after this, and may be long.
        let known = configuration.knownRoster
        configuration.knownRoster = nil
        switch answer {
        case .result where query == nil:
            rosterVersion = known?.version
            signedIn(known?.items ?? [])
        case .result:
            rosterVersion = query?["ver"]
            signedIn(items)
        // RFC 6121 section 2.1.4: so a server may say that there is no list yet.
        case .error("item-not-found", _): signedIn([])
        case .error(let condition, let text): fail(.rosterRefused(condition: condition, text: text))
        }
    }

    private mutating func signedIn(_ items: [RosterItem]) {
        var entries: [RosterEntry] = []
        entries.reserveCapacity(items.count)
        contacts.reserve(items)
        for item in items {
            guard case .changed(let number, let entry)? = contacts.apply(item) else { continue }
            if Int(number) < entries.count { entries[Int(number)] = entry } else { entries.append(entry) }
        }
        report(.rosterReceived(entries))
        reportRosterVersion()
        comeOnline()
        beginStanding()
        askForBlockList()
        tellAttention()
        report(.signedIn)
        takeEarlyPresence()
    }

    mutating func comeOnline() {
        move(to: .online)
        order(.stopStepTimer)
        startWatching()
    }

    mutating func reportRosterVersion() {
        if let version = rosterVersion, !version.isEmpty { report(.rosterVersion(version)) }
    }

    /// More contacts than anybody has are there already while the list is on its way: what is beyond is not kept.
    static let earlyPresenceLimit = 16_384

    /// RFC 6121 section 2.2: the list comes before presence, so that every contact's presence finds its number. Servers
    /// that work on both at once may send some presence first.
    mutating func keepEarly(_ stanza: PresenceStanza) {
        if earlyPresence.count < Self.earlyPresenceLimit { earlyPresence.append(stanza) }
    }

    private mutating func takeEarlyPresence() {
        let stanzas = earlyPresence
        earlyPresence = []
        for stanza in stanzas { handle(stanza) }
    }
}

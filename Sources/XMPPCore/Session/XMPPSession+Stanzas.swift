/// What contacts and the server say during a session (RFC 6120 section 8, RFC 6121).
extension XMPPSession {
    /// An answer to a request of ours.
    enum Reply: Equatable {
        case result
        case error(condition: String, text: String)
    }

    /// The answer that `element` is to the request `id`; nil when it is not. It must have the id, the type and the
    /// sender of an answer of the one who was asked (RFC 6120 section 8.1.2.1).
    func reply(
        _ element: XMLElement, to id: String, from receiver: SentRequests.Receiver = .account
    ) -> Reply? {
        guard element.matches("iq", XMLNamespace.client), let answered = element["id"],
            sameBytes(answered, id), let type = element["type"], isAnswer(element["from"], of: receiver)
        else { return nil }
        if sameBytes(type, "result") { return .result }
        guard sameBytes(type, "error") else { return nil }
        let error = element.child("error", XMLNamespace.client)
        return .error(
            condition: (error?.condition(XMLNamespace.stanzaErrors) ?? "undefined-condition").cut(
                toBytes: 64),
            text: error?.errorText(XMLNamespace.stanzaErrors) ?? "")
    }

    /// Our server answers for our account with no sender, our bare address, or our full one.
    private func isAnswer(_ from: String?, of receiver: SentRequests.Receiver) -> Bool {
        switch receiver {
        case .account: return isOwnServer(from, orFull: true)
        case .server:
            return from.map { JID($0).map { sameBytes($0.description, own.domain) } ?? false } ?? true
        case .other(let address): return from.flatMap { JID($0) } == address
        }
    }

    /// Whether a stanza with this sender was made by our server for us. Our full address only ever answers.
    private func isOwnServer(_ from: String?, orFull: Bool) -> Bool {
        guard let from else { return true }
        guard let sender = JID(from) else { return false }
        return sender == own || (orFull && sender == address)
    }

    mutating func handleStanza(_ element: XMLElement) {
        let items = pendingItems
        pendingItems = []
        let blocked = pendingBlocked
        pendingBlocked = []
        if element.matches("message", XMLNamespace.client) { return handleMessage(element) }
        guard element.matches("iq", XMLNamespace.client) else { return }
        if case .loadingRoster(let id) = phase, let answer = reply(element, to: id) {
            return answeredRoster(answer, element, items)
        }
        if takeSignOfLife(element) || takeAnswer(element, blocked) { return }
        guard let type = element["type"], sameBytes(type, "get") || sameBytes(type, "set") else { return }
        answer(element, isSet: sameBytes(type, "set"), items)
    }

    /// With a longer id the answer might be more than our server takes from us.
    private static let requestIDLimit = 4096

    private mutating func answer(_ request: XMLElement, isSet: Bool, _ items: [RosterItem]) {
        // A request without an id cannot be answered (RFC 6120 section 8.1.3).
        guard let id = request["id"], id.utf8.count <= Self.requestIDLimit else { return }
        let children = request.children
        let payload = children.count == 1 ? children.first : nil
        if isSet, payload?.matches("query", XMLNamespace.roster) ?? false,
            isOwnServer(request["from"], orFull: false)
        {
            rosterPushed(request, items)
        } else if isSet, let payload, isOwnServer(request["from"], orFull: false), blockingPushed(payload) {
            respond(to: request, "result")
        } else if !isSet, payload?.matches("ping", XMLNamespace.ping) ?? false, maySeeUs(request["from"]) {
            respond(to: request, "result")
        } else if !isSet, let info = payload.flatMap({ capabilities?.info(for: $0) }),
            maySeeUs(request["from"])
        {
            respond(to: request, "result", info)
        } else {
            // To everybody the same: a stranger must not learn from it that anybody is here.
            respond(to: request, "error", Self.stanzaError("service-unavailable", type: "cancel"))
        }
    }

    /// Who may learn that we are here: our server, and contacts who see our presence anyway.
    private func maySeeUs(_ from: String?) -> Bool {
        guard let from else { return true }
        guard let sender = JID(from) else { return false }
        if sender.bare == own || sender.description == own.domain { return true }
        return wish != nil && contacts.seesUs(sender)
    }

    /// RFC 6121 section 2.1.6: one changed item, told by the server without a sender or in our own name.
    private mutating func rosterPushed(_ request: XMLElement, _ items: [RosterItem]) {
        guard items.count == 1, let item = items.first else {
            return respond(to: request, "error", Self.stanzaError("bad-request", type: "modify"))
        }
        respond(to: request, "result")
        // Before the list itself is here its answer will hold the change already.
        guard case .online = phase else { return }
        let sawBefore = JID(item.address).flatMap { contacts.listed($0.bare.utf8[...]) }
            .map { contacts.sees($0) }
        switch contacts.apply(item) {
        case .changed(let number, let entry):
            report(.rosterChanged(number: number, entry))
            changedSight(of: number, from: sawBefore)
            if contacts.seesUs(entry.address) { endAsking(entry.address) }
        case .removed(let number):
            _ = standing.details.remove(number)
            report(.rosterRemoved(number: number))
        case nil: break
        }
        if let version = request.child("query", XMLNamespace.roster)?["ver"] {
            rosterVersion = version
            reportRosterVersion()
        }
    }

    /// What is known of a contact's presence ends with the sight of it, and begins with it.
    ///
    /// - Parameter before: Whether we saw the contact before the change; nil for a new one.
    private mutating func changedSight(of number: Int32, from before: Bool?) {
        switch (before, contacts.sees(number)) {
        case (true?, false): forget(number)
        case (false?, true), (nil, true): if !contacts.isThere(number) { tellAbsence(number) }
        case (true?, true), (false?, false), (nil, false): break
        }
    }

    private mutating func respond(to request: XMLElement, _ type: String, _ payload: XMLElement? = nil) {
        var answer = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": type],
            children: payload.map { [$0] } ?? [])
        answer.set("id", request["id"])
        answer.set("to", request["from"])
        write(answer)
    }

    private static func stanzaError(_ condition: String, type: String) -> XMLElement {
        XMLElement(
            "error", namespace: XMLNamespace.client, attributes: ["type": type],
            children: [XMLElement(condition, namespace: XMLNamespace.stanzaErrors)])
    }

    // MARK: Presence

    /// Presence changes nobody but the one whom its sender address names.
    mutating func handle(_ stanza: PresenceStanza) {
        guard !stanza.from.isEmpty else { return }
        switch phase {
        case .online: take(stanza)
        case .binding, .loadingRoster: keepEarly(stanza)
        case .idle, .openingStream, .awaitingFeatures, .askingForTLS, .goAheadRead, .securing,
            .authenticating,
            .resuming, .signingOut, .ended:
            break
        }
    }

    private mutating func take(_ stanza: PresenceStanza) {
        if case .subscription(let word) = stanza.kind { return handle(word, stanza) }
        // What is still on its way once we have left the view is of the time before.
        guard standing.visibility.hearsContacts else { return }
        let slash = stanza.from.firstIndex(of: UInt8(ascii: "/")) ?? stanza.from.endIndex
        let bare = stanza.from[..<slash]
        if !apply(stanza, bare, stanza.from[slash...].dropFirst()) {
            applyPrepared(stanza)
        }
    }

    /// Servers send addresses in their prepared form, so that the bytes are found as they are.
    private mutating func apply(
        _ stanza: PresenceStanza, _ bare: ArraySlice<UInt8>, _ resource: ArraySlice<UInt8>
    ) -> Bool {
        if let number = contacts.listed(bare) {
            if let presence = contacts.apply(stanza, number: number, resource: resource, burst, at: now) {
                report(.presence(number: number, presence))
            }
            return true
        }
        guard own.utf8[...] == bare else { return false }
        _ = ownConnections.apply(stanza, from: resource, .settled)
        tellOthers()
        return true
    }

    mutating func tellOthers() {
        let mine = address?.resource ?? ""
        let others = ownResources.filter { !sameBytes($0.name, mine) }
        guard others != othersTold else { return }
        othersTold = others
        report(.ownResources(others))
    }

    /// An address that was not found is prepared and looked for once more.
    private mutating func applyPrepared(_ stanza: PresenceStanza) {
        guard let sender = JID(utf8: stanza.from[...]) else { return }
        _ = apply(stanza, sender.bare.utf8[...], Array(sender.resource.utf8)[...])
    }
}

import SASL

/// The way in: features, TLS, proof, binding, contact list (RFC 6120 sections 4 to 7, RFC 6121 section 2.1.3).
extension XMPPSession {
    mutating func handle(_ item: StreamItem) {
        if case .signingOut = phase { return handleAfterSignOut(item) }
        switch item {
        case .opened(let header): opened(header)
        case .element(let element): handle(element)
        case .presence(let stanza): handle(stanza)
        case .rosterItem(let item): keep(item)
        case .closed: streamClosed()
        }
    }

    /// Items wait for their `<iq/>`. Of a change two are enough to see that it is none.
    private mutating func keep(_ item: RosterItem) {
        switch phase {
        case .loadingRoster: pendingItems.append(item)
        case .online: if pendingItems.count < 2 { pendingItems.append(item) }
        case .idle, .openingStream, .awaitingFeatures, .askingForTLS, .goAheadRead, .securing,
            .authenticating,
            .binding, .signingOut, .ended:
            break
        }
    }

    /// What comes after the sign-out is read, since the server's answer stands behind it, and changes nothing.
    private mutating func handleAfterSignOut(_ item: StreamItem) {
        switch item {
        case .closed: streamClosed()
        case .element(let element):
            countAfterSignOut()
            if element.matches("error", XMLNamespace.streams) { finish(.closedByServer) }
        case .opened, .presence, .rosterItem: countAfterSignOut()
        }
    }

    private mutating func opened(_ header: StreamHeader) {
        guard case .openingStream(let round) = phase else { return }
        guard sameBytes(header.namespace, XMLNamespace.client) else {
            return fail(.unexpected("a stream that is not for clients", while: .openingStream))
        }
        // RFC 6120 section 4.7.5: without version 1.0 there are no features.
        guard header.version?.utf8.starts(with: "1.".utf8) ?? false else {
            return fail(.unexpected("a stream older than XMPP 1.0", while: .openingStream))
        }
        move(to: .awaitingFeatures(round))
    }

    private mutating func handle(_ element: XMLElement) {
        if element.matches("error", XMLNamespace.streams) { return streamFailed(element) }
        switch phase {
        case .awaitingFeatures(let round):
            guard element.matches("features", XMLNamespace.streams) else { return refuse(element) }
            choose(from: element, round)
        case .askingForTLS: answeredTLS(element)
        case .authenticating(let proof): answeredProof(element, proof)
        case .binding(let id): answeredBinding(element, id)
        case .loadingRoster, .online: handleStanza(element)
        case .idle, .openingStream, .goAheadRead, .securing, .signingOut, .ended: break
        }
    }

    /// Something that has no place in the sign-in.
    private mutating func refuse(_ element: XMLElement) {
        fail(.unexpected("<\(element.name.cut(toBytes: 32))/>", while: phase.step))
    }

    private mutating func streamFailed(_ error: XMLElement) {
        let name = error.condition(XMLNamespace.streamErrors) ?? ""
        let condition = XMPPStreamCondition.allCases.first { sameBytes($0.rawValue, name) }
        fail(
            .streamError(
                condition ?? .undefinedCondition, text: error.errorText(XMLNamespace.streamErrors),
                while: phase.step))
    }

    private mutating func choose(from features: XMLElement, _ round: XMPPSessionPhase.Round) {
        switch round {
        case .plain:
            guard features.child("starttls", XMLNamespace.tls) != nil else { return fail(.noTLSOffered) }
            move(to: .askingForTLS)
            order(.restartStepTimer(.negotiatingTLS))
            write(XMLElement("starttls", namespace: XMLNamespace.tls))
        case .unproved: chooseMechanism(from: features)
        case .proved:
            guard features.child("bind", XMLNamespace.bind) != nil else {
                return fail(.unexpected("no offer to bind a session", while: .openingStream))
            }
            bind()
        }
    }

    private mutating func answeredTLS(_ element: XMLElement) {
        if element.matches("proceed", XMLNamespace.tls) {
            move(to: .goAheadRead)
        } else if element.matches("failure", XMLNamespace.tls) {
            fail(.tlsRefused)
        } else {
            refuse(element)
        }
    }

    // MARK: Proof

    private mutating func chooseMechanism(from features: XMLElement) {
        let offered = (features.child("mechanisms", XMLNamespace.sasl)?.children ?? [])
            .filter { $0.matches("mechanism", XMLNamespace.sasl) }
            .map(\.text)
        let offer = SASLOffer(mechanisms: offered, bindings: Self.bindings(in: features))
        do throws(SASLRefusal) {
            let choice = try offer.choice(on: channel, floor: configuration.floor)
            mechanism = choice.mechanism
            move(to: .authenticating(.beginning))
            order(.restartStepTimer(.authenticating))
            order(.beginSASL(choice))
        } catch {
            fail(XMPPFailure(error))
        }
    }

    /// The types of channel binding that the server takes (XEP-0440); nil when it says nothing of them.
    private static func bindings(in features: XMLElement) -> [String]? {
        features.child("sasl-channel-binding", XMLNamespace.channelBinding)?.children
            .filter { $0.matches("channel-binding", XMLNamespace.channelBinding) }
            .compactMap { $0["type"] }
    }

    mutating func produced(_ message: [UInt8]) {
        guard case .authenticating(let proof) = phase else { return }
        // RFC 6120 section 6.4.2: an empty message is told apart from none by an equals sign.
        let text = message.isEmpty ? "=" : Base64.encode(message)
        var element: XMLElement
        switch proof {
        case .beginning:
            element = XMLElement("auth", namespace: XMLNamespace.sasl, text: text)
            element.set("mechanism", mechanism?.rawValue)
        case .computing:
            element = XMLElement(
                "response", namespace: XMLNamespace.sasl, text: message.isEmpty ? "" : text)
        case .awaitingServer, .successRead, .judging: return
        }
        move(to: .authenticating(.awaitingServer))
        order(.restartStepTimer(.authenticating))
        write(element)
    }

    private mutating func answeredProof(_ element: XMLElement, _ proof: XMPPSessionPhase.Proof) {
        if element.matches("failure", XMLNamespace.sasl) {
            let name = element.children.first { !sameBytes($0.name, "text") }?.name ?? ""
            let refusal = XMPPSignInRefusal.allCases.first { sameBytes($0.rawValue, name) }
            return fail(.signInRefused(refusal ?? .unknown, text: element.errorText(XMLNamespace.sasl)))
        }
        guard case .awaitingServer = proof else { return refuse(element) }
        if element.matches("challenge", XMLNamespace.sasl) {
            guard let challenge = Self.data(in: element) else { return fail(.exchange(.malformed)) }
            move(to: .authenticating(.computing))
            order(.stepSASL(challenge))
        } else if element.matches("success", XMLNamespace.sasl) {
            guard let data = Self.data(in: element) else { return fail(.exchange(.malformed)) }
            move(to: .authenticating(.successRead(element.content.isEmpty ? nil : data)))
        } else {
            refuse(element)
        }
    }

    /// RFC 6120 section 6.4.2: base 64, or an equals sign for no bytes; nil when it is neither.
    private static func data(in element: XMLElement) -> [UInt8]? {
        let text = element.text
        return sameBytes(text, "=") ? [] : Base64.decode(text.utf8)
    }

    // MARK: Binding

    private mutating func bind() {
        let id = configuration.nextID()
        move(to: .binding(id: id))
        order(.restartStepTimer(.binding))
        report(.sessionBegan)
        let resource = XMLElement("resource", namespace: XMLNamespace.bind, text: configuration.resource)
        write(
            XMLElement(
                "iq", namespace: XMLNamespace.client, attributes: ["type": "set", "id": id],
                children: [XMLElement("bind", namespace: XMLNamespace.bind, children: [resource])]))
    }

    private mutating func answeredBinding(_ element: XMLElement, _ id: String) {
        switch reply(element, to: id) {
        case .result:
            let text = element.child("bind", XMLNamespace.bind)?.child("jid", XMLNamespace.bind)?.text
            guard let bound = text.flatMap({ JID($0) }), !bound.isBare else {
                return fail(.unexpected("no address for the session", while: .binding))
            }
            address = bound
            own = bound.bare
            contacts = ContactTable(own: own)
            requestRoster()
        case .error(let condition, let text): fail(.bindRefused(condition: condition, text: text))
        case nil: break
        }
    }

    // MARK: Contact list

    private mutating func requestRoster() {
        let id = configuration.nextID()
        move(to: .loadingRoster(id: id))
        order(.restartStepTimer(.loadingRoster))
        write(
            XMLElement(
                "iq", namespace: XMLNamespace.client, attributes: ["type": "get", "id": id],
                children: [XMLElement("query", namespace: XMLNamespace.roster)]))
    }

    /// RFC 6121 section 2.2: the list comes before our presence, so that every contact's presence finds its number.
    mutating func answeredRoster(_ answer: Reply, _ items: [RosterItem]) {
        switch answer {
        case .result: signedIn(items)
        // RFC 6121 section 2.1.4: so a server may say that there is no list yet.
        case .error("item-not-found", _): signedIn([])
        case .error(let condition, let text): fail(.rosterRefused(condition: condition, text: text))
        }
    }

    private mutating func signedIn(_ items: [RosterItem]) {
        var entries: [RosterEntry] = []
        entries.reserveCapacity(items.count)
        for item in items {
            guard case .changed(let number, let entry)? = contacts.apply(item) else { continue }
            if Int(number) < entries.count { entries[Int(number)] = entry } else { entries.append(entry) }
        }
        report(.rosterReceived(entries))
        move(to: .online)
        order(.stopStepTimer)
        startWatching()
        if wish != nil { write(XMPPPresence.stanza(wish)) }
        report(.signedIn)
    }
}

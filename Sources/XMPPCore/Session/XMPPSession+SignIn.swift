/// The way in: streams, their features, and TLS (RFC 6120 sections 4 and 5).
extension XMPPSession {
    mutating func handle(_ item: StreamItem) {
        if case .signingOut = phase { return handleAfterSignOut(item) }
        if case .authenticating(.judging) = phase { return keepUnjudged(item) }
        count(item)
        switch item {
        case .opened(let header): opened(header)
        case .element(let element): handle(element)
        case .presence(let stanza): handle(stanza)
        case .rosterItem(let item): keep(item)
        case .blockedItem(let address): keepBlocked(address)
        case .closed: streamClosed()
        }
    }

    /// Items wait for their `<iq/>`. Of a change two are enough to see that it is none.
    private mutating func keep(_ item: RosterItem) {
        switch phase {
        case .loadingRoster: pendingItems.append(item)
        case .online: if pendingItems.count < 2 { pendingItems.append(item) }
        case .idle, .openingStream, .awaitingFeatures, .askingForTLS, .goAheadRead, .securing,
            .authenticating, .binding, .resuming, .signingOut, .ended:
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
        case .opened, .presence, .rosterItem, .blockedItem: countAfterSignOut()
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
        case .binding(let ids): if !handleManagement(element) { answeredBinding(element, ids) }
        case .resuming: answeredResuming(element)
        case .loadingRoster, .online: if !handleManagement(element) { handleStanza(element) }
        case .idle, .openingStream, .goAheadRead, .securing, .signingOut, .ended: break
        }
    }

    /// Something that has no place in the sign-in.
    mutating func refuse(_ element: XMLElement) {
        fail(.unexpected("<\(element.name.cut(toBytes: 32))/>", while: phase.step))
    }

    private mutating func streamFailed(_ error: XMLElement) {
        // Whatever it has against the session, it will have against it the next time.
        if phase.isResuming { forgetHeld() }
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
        case .unproved: offered(XMPPProofOffer(in: features))
        case .proved(let entry): chose(entry, from: features)
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
}

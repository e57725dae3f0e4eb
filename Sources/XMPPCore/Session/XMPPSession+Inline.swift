/// A session that is asked for together with the proof (XEP-0388, XEP-0386, XEP-0198 section 6).
extension XMPPSession {
    /// Who we are among the account's clients, by a name that the account's server alone is told.
    var userAgent: XMLElement? {
        configuration.clientID.map { id in
            XMLElement(
                "user-agent", namespace: XMLNamespace.sasl2, attributes: ["id": id],
                children: [XMLElement("software", namespace: XMLNamespace.sasl2, text: "Porchlight")])
        }
    }

    /// What is asked for: going on with the session that the server holds, or else a new one, unless the old one was
    /// only to be left.
    func requests(_ inline: XMPPProofOffer.Inline) -> [XMLElement] {
        switch (held, departure) {
        case (let held?, .wanted): resumption(of: held, inline)
        case (let held?, .unwanted):
            inline.contains(.resume) ? resumption(of: held, inline) + binding(inline) : []
        case (nil, _): binding(inline)
        }
    }

    private func resumption(of held: XMPPHeldSession, _ inline: XMPPProofOffer.Inline) -> [XMLElement] {
        inline.contains(.resume)
            ? [ManagementWords.resume(held.promise, handled: held.management.handled)] : []
    }

    /// Without a tag: the server gives a name that tells contacts nothing (XEP-0386 section 3.2).
    private func binding(_ inline: XMPPProofOffer.Inline) -> [XMLElement] {
        guard inline.contains(.bind) else { return [] }
        var children: [XMLElement] = []
        if inline.contains(.management) { children.append(ManagementWords.enable()) }
        if inline.contains(.clientState), attention != .looking {
            children.append(XMLElement(attention.rawValue, namespace: XMLNamespace.clientState))
        }
        return [XMLElement("bind", namespace: XMLNamespace.bind2, children: children)]
    }

    /// The server has said with its success what became of the requests. The stream goes on with its features.
    mutating func entered(_ success: XMLElement) {
        if let words = success.child("resumed", XMLNamespace.streamManagement) { return resumed(words) }
        if success.child("failed", XMLNamespace.streamManagement) != nil { forgetHeld() }
        if let bound = success.child("bound", XMLNamespace.bind2) {
            entered(success, bound)
        } else if let refusal = success.child("failed", XMLNamespace.bind2) {
            let error = refusal.child("error", XMLNamespace.client) ?? refusal
            let condition = error.condition(XMLNamespace.stanzaErrors) ?? "undefined-condition"
            fail(.bindRefused(condition: condition.cut(toBytes: 64), text: ""))
        } else {
            enterOnSameStream()
        }
    }

    private mutating func entered(_ success: XMLElement, _ bound: XMLElement) {
        forgetHeld()
        let text = success.child("authorization-identifier", XMLNamespace.sasl2)?.text
        guard bind(to: text) else { return }
        let id = configuration.nextID()
        move(to: .loadingRoster(id: id))
        if case .wanted = departure { return writeSignOut() }
        order(.restartStepTimer(.loadingRoster))
        if let enabled = bound.child("enabled", XMLNamespace.streamManagement) {
            management = StreamManagement()
            management?.agreed(ManagementWords.promise(in: enabled))
        } else if customs.offers.contains(.streamManagement) {
            enableManagement()
        }
        requestRoster(id)
        tell(wish)
    }

    /// The server gave no session with its success: one is asked for as ever, but on the same stream.
    private mutating func enterOnSameStream() {
        if held == nil, case .wanted = departure { return leaveStream() }
        let entry: XMPPSessionPhase.Entry = held == nil ? .binding(entryIDs()) : .resuming
        move(to: .awaitingFeatures(.proved(entry)))
        order(.restartStepTimer(phase.step))
        claimSession()
        ask(entry)
    }
}

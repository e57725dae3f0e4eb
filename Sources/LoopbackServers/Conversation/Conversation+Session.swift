import XMPPCore

extension Conversation {
    /// An element from a bound client: a stanza, or a word about the stream itself.
    mutating func took(_ element: XMLElement, in session: ClientSession) -> [ConversationOrder] {
        if element.namespace.utf8.elementsEqual(ExtensionNamespace.management.utf8) {
            return manage(element, in: session)
        }
        if let state = ClientState(element), settings.features.contains(.clientState) {
            return [.note(.clientState(state))]
        }
        guard element.isStanza else { return [] }
        management.handled()
        if let forgery = settings.forgedReply, forgery.isMeant(for: element) {
            let forged = deliver([forgery.answer(to: element, of: session.full).serialized()])
            switch forgery.truth {
            case .follows: return forged + [.submit(element)]
            case .neverComes: return forged
            }
        }
        if element.isRosterRequest {
            return say(.roster, [.submit(element)], then: .session(session))
        }
        return [.submit(element)] + moments(of: element, in: session)
    }

    /// What is worth remembering of a stanza.
    private mutating func moments(of stanza: XMLElement, in session: ClientSession) -> [ConversationOrder] {
        if stanza.matches("presence", XMLNamespace.client) {
            return stanza["to"] == nil ? showed(stanza, in: session) : []
        }
        if stanza.child("enable", ExtensionNamespace.carbons) != nil { return [.note(.carbonsWanted)] }
        // What else this server asks is for abilities.
        let isPong = stanza.isOfType("result") || stanza.isOfType("error")
        let isAboutAbilities = (stanza["id"] ?? "").utf8.starts(with: "caps-".utf8)
        return isPong && !isAboutAbilities ? [.note(.pong)] : []
    }

    private mutating func showed(_ presence: XMLElement, in session: ClientSession) -> [ConversationOrder] {
        var session = session
        switch PresenceKind(presence) {
        case .available:
            guard session.availability == .silent else { return [] }
            session.availability = .available
            phase = .session(session)
            return signedIn
        case .unavailable:
            session.availability = .silent
            phase = .session(session)
            return [.note(.unavailable)]
        case .request, .approval, .withdrawal, .refusal, .probe, .other:
            return []
        }
    }

    /// The client is in, and available.
    var signedIn: [ConversationOrder] {
        settings.manner == .deaf ? [.note(.signedIn), .stopReading] : [.note(.signedIn)]
    }

    /// Stanzas for the client; none after it has closed its stream.
    mutating func deliver(_ stanzas: [[UInt8]]) -> [ConversationOrder] {
        switch phase {
        case .session:
            let request = management.sent(stanzas)
            return [.write(Array(stanzas.joined()) + request)]
        case .awaitingHeader, .awaitingChoice, .securing, .authenticating, .owingAnswer, .answered, .silent:
            return []
        }
    }
}

extension XMLElement {
    /// Whether it is one of the three kinds that are counted and routed (RFC 6120 section 8).
    fileprivate var isStanza: Bool {
        ["iq", "presence", "message"].contains { matches($0, XMLNamespace.client) }
    }

    fileprivate var isRosterRequest: Bool {
        matches("iq", XMLNamespace.client) && isOfType("get") && child("query", XMLNamespace.roster) != nil
    }
}

import XMPPCore

extension Conversation {
    /// An `<iq/>` of a bound client; messages are of no interest.
    mutating func request(
        _ element: XMLElement, in session: ClientSession, _ book: ContactBook
    ) -> [ConversationOrder] {
        guard element.matches("iq", XMLNamespace.client) else { return [] }
        switch element["type"] {
        case "get"?, "set"?: return answer(element, in: session, book)
        // Requests of this server are pings only.
        case "result"?, "error"?: return [.note(.pong)]
        case _: return []
        }
    }

    /// A presence of a bound client.
    mutating func showed(
        _ presence: PresenceStanza, in session: ClientSession, _ book: ContactBook
    ) -> [ConversationOrder] {
        switch presence.kind {
        case .available: becameAvailable(presence, session, book)
        case .unavailable: becameUnavailable(presence, session)
        case .error, .subscription, .unknown: []
        }
    }

    private mutating func answer(
        _ iq: XMLElement, in session: ClientSession, _ book: ContactBook
    ) -> [ConversationOrder] {
        let asks = iq["type"] == "get"
        if asks, iq.child("query", XMLNamespace.roster) != nil {
            let answer = Stanzas.result(of: iq, to: session.full, children: [book.roster])
            return say(.roster, [.write(answer)], then: .session(session))
        }
        if asks, iq.child("ping", XMLNamespace.ping) != nil {
            return [.write(Stanzas.result(of: iq, to: session.full, children: []))]
        }
        return [.write(Stanzas.unavailableService(for: iq, to: session.full))]
    }

    private mutating func becameAvailable(
        _ presence: PresenceStanza, _ session: ClientSession, _ book: ContactBook
    ) -> [ConversationOrder] {
        let reflection = Stanzas.presence(
            from: session.full, to: session.full, show: presence.show, text: presence.status,
            priority: presence.priority)
        guard session.availability == .silent else { return [.write(reflection)] }
        var available = session
        available.availability = .available
        phase = .session(available)
        let orders: [ConversationOrder] = [
            .write(reflection + book.presences(to: session.full)), .note(.signedIn),
        ]
        return settings.manner == .deaf ? orders + [.stopReading] : orders
    }

    private mutating func becameUnavailable(
        _ presence: PresenceStanza, _ session: ClientSession
    ) -> [ConversationOrder] {
        var silent = session
        silent.availability = .silent
        phase = .session(silent)
        let reflection = Stanzas.unavailable(from: session.full, to: session.full, text: presence.status)
        return [.note(.unavailable), .write(reflection)]
    }
}

import XMPPCore

extension Conversation {
    /// The client's closing tag (RFC 6120 section 4.4): the server behaves in its manner.
    mutating func closed() -> [ConversationOrder] {
        switch phase {
        case .session(let session):
            phase = .owingAnswer(session)
            return [.note(.closingTag), .endSession] + inManner()
        case .awaitingHeader, .awaitingChoice, .securing, .authenticating:
            phase = .owingAnswer(nil)
            return [.note(.closingTag)] + closingTag()
        case .answered:
            // Both have closed.
            return [.note(.closingTag), .close]
        case .owingAnswer, .silent:
            return [.note(.closingTag)]
        }
    }

    /// The time that was asked for has passed.
    mutating func waited() -> [ConversationOrder] {
        switch phase {
        case .owingAnswer: closingTag()
        case .awaitingHeader, .awaitingChoice, .securing, .authenticating, .session, .answered, .silent: []
        }
    }

    /// Sends bytes to a bound client, of stanzas or of anything else.
    mutating func send(_ bytes: [UInt8]) -> [ConversationOrder] {
        switch phase {
        case .session:
            guard case .on = management, let stanzas = Stanzas.separate(bytes) else { return [.write(bytes)] }
            return deliver(stanzas)
        case .awaitingHeader, .awaitingChoice, .securing, .authenticating, .owingAnswer, .answered, .silent:
            return []
        }
    }

    /// Closes the stream from this side, or answers the client's closing.
    mutating func closingTag() -> [ConversationOrder] {
        switch phase {
        case .owingAnswer:
            phase = .answered
            return [.write(Stanzas.closingTag), .note(.answered)] + farewell
        case .awaitingHeader, .awaitingChoice, .securing, .authenticating, .session:
            phase = .answered
            return [.write(Stanzas.closingTag), .note(.answered)]
        case .answered, .silent:
            return []
        }
    }

    /// Ends the stream with an error (RFC 6120 section 4.9), and with it the session.
    mutating func streamError(_ condition: String, _ more: XMLElement? = nil) -> [ConversationOrder] {
        phase = .answered
        return [
            .endSession, .write(Stanzas.streamError(condition, more) + Stanzas.closingTag), .note(.answered),
            .close,
        ]
    }

    private mutating func inManner() -> [ConversationOrder] {
        switch settings.manner {
        case .prompt: closingTag()
        case .slow(let delay): [.wait(delay)]
        case .never, .deaf: []
        case .close: [.close]
        case .reset: [.abort]
        }
    }

    private var farewell: [ConversationOrder] {
        switch settings.farewell {
        case .closes: [.close]
        case .waitsForClient: []
        }
    }
}

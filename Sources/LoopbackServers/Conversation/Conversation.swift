import SASL
import XMPPCore

/// One client's stream as its server sees it: what comes goes in, what is to be done comes out.
struct Conversation {
    /// Which of its up to three streams a connection is at.
    enum Stage: Hashable {
        /// STARTTLS is to come.
        case beforeTLS
        /// SASL is to come.
        case beforeAuthentication
        /// Binding is to come for this user.
        case authenticated(user: String)
    }

    /// Where the conversation stands.
    enum Phase {
        /// The client's opening tag is due.
        case awaitingHeader(Stage)
        /// The features are sent; the client's choice is due.
        case awaitingChoice(Stage)
        /// TLS comes up.
        case securing
        /// SASL's messages go to and fro.
        case authenticating(Authentication)
        /// The client is bound.
        case session(ClientSession)
        /// The client has closed its stream; the answer is owed.
        case owingAnswer(ClientSession?)
        /// The server's closing tag is written.
        case answered
        /// Nothing is said any more; what comes is read.
        case silent
    }

    let settings: ServerSettings
    /// The stream's name, made of the connection's number.
    let id: String
    var phase: Phase
    /// What a proof can be bound to.
    var bindings: [ChannelBinding: [UInt8]] = [:]
    /// Whether what comes and goes is counted.
    var management = Management.off

    /// A conversation on a connection that has just been accepted.
    init(settings: ServerSettings, number: Int) {
        self.settings = settings
        id = "stream-\(number)"
        switch settings.security {
        case .startTLS where settings.fault != .withoutSTARTTLS: phase = .awaitingHeader(.beforeTLS)
        case .startTLS, .none: phase = .awaitingHeader(.beforeAuthentication)
        case .direct: phase = .securing
        }
    }

    /// What a server with TLS from the first byte does first.
    mutating func accepted() -> [ConversationOrder] {
        switch phase {
        case .securing: say(.handshake, [.secure], then: .securing)
        case .awaitingHeader, .awaitingChoice, .authenticating, .session, .owingAnswer, .answered, .silent: []
        }
    }

    /// TLS is up, and a proof can be bound to it by this.
    mutating func secured(_ bindings: [ChannelBinding: [UInt8]]) -> [ConversationOrder] {
        guard case .securing = phase else { return [] }
        self.bindings =
            settings.fault == .foreignChannel ? bindings.mapValues { Array($0.reversed()) } : bindings
        phase = .awaitingHeader(.beforeAuthentication)
        return [.restartStream]
    }

    /// The client's bytes are no XMPP (RFC 6120 section 4.9.1.1: the error, the closing tag, the end).
    mutating func failed(_ error: XMLStreamError) -> [ConversationOrder] {
        switch phase {
        case .silent, .answered, .owingAnswer: return []
        case .awaitingHeader:
            phase = .answered
            return [.write(header + Stanzas.streamError(error.condition) + Stanzas.closingTag), .close]
        case .awaitingChoice, .securing, .authenticating, .session:
            return streamError(error.condition)
        }
    }

    /// Takes the next item of the client's stream.
    mutating func take(_ item: StreamItem) -> [ConversationOrder] {
        switch item {
        case .opened: opened()
        case .element(let element): take(element)
        case .closed: closed()
        // A server reads whole elements.
        case .presence, .rosterItem, .blockedItem: []
        }
    }

    /// The server's opening tag.
    var header: [UInt8] { Stanzas.header(domain: settings.domain, id: id) }

    private mutating func take(_ element: XMLElement) -> [ConversationOrder] {
        switch phase {
        case .awaitingChoice(let stage): chosen(element, at: stage)
        case .authenticating(let authentication): answered(element, authentication)
        case .session(let session): took(element, in: session)
        case .awaitingHeader, .securing, .owingAnswer, .answered, .silent: []
        }
    }

    // MARK: Saying, and the fault instead

    /// Says what the step is for, unless the fault comes instead of it.
    mutating func say(
        _ step: SignInStep, _ orders: [ConversationOrder], then next: Phase
    ) -> [ConversationOrder] {
        if case .instead(of: step, let misbehaviour) = settings.fault {
            return [.note(.spoiled)] + misbehave(misbehaviour, at: step)
        }
        phase = next
        return orders
    }

    private mutating func misbehave(
        _ misbehaviour: SignInFault.Misbehaviour, at step: SignInStep
    ) -> [ConversationOrder] {
        switch misbehaviour {
        case .silence:
            phase = .silent
            return []
        case .garbage(let bytes):
            phase = .silent
            return [.write(bytes)]
        case .streamError(let condition):
            phase = .silent
            return [.write(unsaidHeader(at: step))] + streamError(condition)
        case .closingTag:
            phase = .answered
            return [.write(unsaidHeader(at: step) + Stanzas.closingTag), .note(.answered)]
        case .close:
            phase = .silent
            return [.close]
        case .reset:
            phase = .silent
            return [.abort]
        }
    }

    /// RFC 6120 section 4.9.1.2: an error before the opening tag needs the opening tag.
    private func unsaidHeader(at step: SignInStep) -> [UInt8] {
        switch step {
        case .header, .securedHeader, .authenticatedHeader: header
        case .features, .proceed, .handshake, .securedFeatures, .challenge, .success, .authenticatedFeatures,
            .bound, .roster:
            []
        }
    }
}

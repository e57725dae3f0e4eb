import IRCCore
import SASL
import Transport

/// One client's session as its IRC server sees it: lines go in, what is to be done comes out.
struct IRCConversation {
    /// Where the conversation stands.
    enum Phase {
        /// TLS comes up.
        case securing
        /// Capabilities, proof, nick and user go to and fro.
        case registering(IRCRegistration)
        /// The client is in.
        case session(IRCClient)
        /// QUIT has come; the answer is owed.
        case owingAnswer(IRCClient)
        /// The answer is given.
        case answered
        /// Nothing is said any more; what comes is read.
        case silent
    }

    let settings: IRCServerSettings
    let number: Int
    let line: ServerLine
    var phase: Phase
    /// The key of the client's certificate; nil when it has shown none.
    private(set) var peerKey: KeyFingerprint?

    /// A conversation on a connection that has just been accepted.
    init(settings: IRCServerSettings, number: Int) {
        self.settings = settings
        self.number = number
        line = ServerLine(server: settings.name)
        switch settings.security {
        case .direct: phase = .securing
        case .none: phase = .registering(IRCRegistration())
        }
    }

    /// What a server with TLS from the first byte does first.
    mutating func accepted() -> [IRCServerOrder] {
        switch phase {
        case .securing: say(.handshake, [.secure], then: .securing)
        case .registering, .session, .owingAnswer, .answered, .silent: []
        }
    }

    /// TLS is up.
    mutating func secured(peerKey: KeyFingerprint? = nil) -> [IRCServerOrder] {
        self.peerKey = peerKey
        if case .securing = phase { phase = .registering(IRCRegistration()) }
        return []
    }

    /// Takes the client's next line, without its end. What is no message is passed over.
    mutating func take(_ bytes: [UInt8], _ book: NickBook) -> [IRCServerOrder] {
        guard let message = IRCMessage(bytes), case .word(let command) = message.verb else { return [] }
        switch phase {
        case .registering(let registration): return register(command, message, registration, book)
        case .session(let client): return serve(command, message, client, book)
        case .silent: return command == "QUIT" ? [.note(.quit)] : []
        case .securing, .owingAnswer, .answered: return []
        }
    }

    /// Sends bytes to a client that is in.
    func send(_ bytes: [UInt8]) -> [IRCServerOrder] {
        switch phase {
        case .session: [.write(bytes)]
        case .securing, .registering, .owingAnswer, .answered, .silent: []
        }
    }

    // MARK: Saying, and the fault instead

    /// Says what the step is for, unless the fault comes instead of it.
    mutating func say(
        _ step: IRCSignInStep, _ orders: [IRCServerOrder], then next: Phase
    ) -> [IRCServerOrder] {
        if case .instead(of: step, let misbehaviour) = settings.fault {
            return [.note(.spoiled)] + misbehave(misbehaviour)
        }
        phase = next
        return orders
    }

    private mutating func misbehave(_ misbehaviour: IRCSignInFault.Misbehaviour) -> [IRCServerOrder] {
        phase = .silent
        switch misbehaviour {
        case .silence: return []
        case .garbage(let bytes): return [.write(bytes)]
        case .error(let words): return [.write(ServerLine.bare("ERROR", text: words)), .close]
        case .close: return [.close]
        case .reset: return [.abort]
        }
    }
}

extension IRCMessage {
    /// A parameter as text; nil when there are not so many.
    func word(_ place: Int) -> String? {
        params.indices.contains(place) ? String(decoding: params[place], as: UTF8.self) : nil
    }
}

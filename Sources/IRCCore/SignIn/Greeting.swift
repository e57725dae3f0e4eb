/// What is known of the protocol that the server speaks.
enum Greeting: Hashable, Sendable {
    /// No line has come; these are the first bytes that have, as far as they are looked at.
    case awaited([UInt8])
    /// It is IRC.
    case heard

    /// Bytes came.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard case .awaited(let first) = self, first.count < IRCStranger.length else { return }
        // Empty lines are nothing.
        let more = first.isEmpty ? bytes.drop { $0 == 0x0A || $0 == 0x0D } : bytes[...]
        self = .awaited(first + more.prefix(IRCStranger.length - first.count))
    }

    /// Who it is that has said something else; nil when nothing has come, or IRC.
    var stranger: IRCStranger? {
        guard case .awaited(let first) = self, !first.isEmpty else { return nil }
        return IRCStranger(first)
    }

    /// Who it is as soon as the first bytes leave no doubt.
    var knownStranger: IRCStranger? {
        guard case .awaited(let first) = self else { return nil }
        return IRCStranger(knownBy: first)
    }
}

extension IRCMessage {
    /// Whether an IRC server may say this first. A numeric has a source (RFC 2812 section 2.4), and so has most else;
    /// other protocols, too, greet by a number or a word.
    var isGreeting: Bool {
        if source != nil { return true }
        switch verb {
        case .numeric: return false
        case .word(let word): return ["NOTICE", "PING", "ERROR", "CAP"].contains(word)
        }
    }
}

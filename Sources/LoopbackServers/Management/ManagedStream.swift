/// The counters and the stanzas in doubt of a managed stream (XEP-0198 section 4), from the server's side.
struct ManagedStream: Hashable {
    /// By which name it can be resumed; nil for not at all.
    let token: String?
    /// Stanzas of the client that were handled, modulo 2^32.
    var handled: UInt32 = 0
    /// Stanzas of the server that the client has acknowledged, modulo 2^32.
    private(set) var acknowledged: UInt32 = 0
    /// What the client has not acknowledged, the oldest first.
    private(set) var doubtful: [[UInt8]] = []

    /// What an acknowledgement means.
    enum Verdict: Hashable {
        case fits
        /// More than was ever sent (section 4, `handled-count-too-high`).
        case tooHigh(sent: UInt32)
    }

    init(token: String?) {
        self.token = token
    }

    mutating func sent(_ stanzas: [[UInt8]]) {
        doubtful += stanzas
    }

    /// The client has handled so many in all.
    mutating func acknowledge(_ count: UInt32) -> Verdict {
        let fresh = Int(count &- acknowledged)
        guard fresh <= doubtful.count else {
            return .tooHigh(sent: acknowledged &+ UInt32(truncatingIfNeeded: doubtful.count))
        }
        doubtful.removeFirst(fresh)
        acknowledged = count
        return .fits
    }
}

/// Whether a stream is managed.
enum Management: Hashable {
    case off
    case on(ManagedStream)

    /// A stanza of the client was handled.
    mutating func handled() {
        guard case .on(var stream) = self else { return }
        stream.handled &+= 1
        self = .on(stream)
    }

    /// Stanzas go to the client; what is to be written behind them: the request for an acknowledgement.
    mutating func sent(_ stanzas: [[UInt8]]) -> [UInt8] {
        guard case .on(var stream) = self else { return [] }
        self = .off
        stream.sent(stanzas)
        self = .on(stream)
        return ManagementWords.request
    }
}

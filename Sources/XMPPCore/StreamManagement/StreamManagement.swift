/// What both sides have counted of a session that may outlive its connection (XEP-0198).
///
/// Counts are modulo 2^32 (XEP-0198 section 4), so that no count is ever too large.
struct StreamManagement {
    /// The server's word that it holds the session for a while when the connection breaks.
    struct Promise: Hashable {
        /// What the session is called.
        let id: String
        /// For how many seconds it is held.
        let seconds: Int
    }

    /// How far the server has agreed.
    private enum Agreement {
        /// Asked for; what we send counts, what comes does not yet.
        case asked
        /// It counts what we send.
        case counted
        /// And it holds the session when the connection breaks.
        case held(Promise)
    }

    private var agreement = Agreement.asked
    /// The server's stanzas that we have taken.
    private(set) var handled: UInt32 = 0
    /// Our stanzas, and those of them that the server has taken.
    private var sent: UInt32 = 0
    private var acknowledged: UInt32 = 0
    /// Our stanzas that the server may not have taken, the oldest first; nil once there were too many to keep.
    private var kept: [[UInt8]]? = []
    private var keptBytes = 0
    /// Whether a request for an acknowledgement is unanswered.
    private var question = Question.none
    /// What we had sent when we asked last: nothing is asked for twice, whatever the answer was.
    private var askedThrough: UInt32 = 0

    private enum Question {
        case none
        case asked
    }

    /// More stanzas of ours than are ever under way; with more the session ends with its connection.
    static let keptLimit = 512
    /// Bytes of them.
    static let keptByteLimit = 256 * 1024
    /// Of a name longer than this the server is not reminded (XEP-0198 section 5: an id is at most 4,000 bytes).
    static let idLimit = 4000

    /// What makes it possible to go on with the session on another connection; nil when it is not possible.
    var promise: Promise? {
        guard kept != nil, case .held(let promise) = agreement else { return nil }
        return promise
    }

    /// Our stanzas that the server may not have taken, the oldest first.
    var unacknowledged: [[UInt8]] { kept ?? [] }

    /// Whether the server is to be asked what it has taken.
    var isAnswerWanted: Bool {
        switch agreement {
        case .asked: false
        case .counted, .held: question == .none && sent != acknowledged && sent != askedThrough
        }
    }

    /// Whether the server counts.
    var isAgreed: Bool {
        switch agreement {
        case .asked: false
        case .counted, .held: true
        }
    }

    /// The server has agreed.
    mutating func agreed(_ promise: Promise?) {
        guard case .asked = agreement else { return }
        agreement = promise.map { .held($0) } ?? .counted
    }

    /// A stanza of the server was taken.
    mutating func took() {
        if isAgreed { handled &+= 1 }
    }

    /// A stanza of ours was written.
    mutating func wrote(_ stanza: [UInt8]) {
        sent &+= 1
        guard let count = kept?.count else { return }
        keptBytes += stanza.count
        if count < Self.keptLimit, keptBytes <= Self.keptByteLimit {
            kept?.append(stanza)
        } else {
            kept = nil
        }
    }

    /// The server was asked what it has taken.
    mutating func asked() {
        question = .asked
        askedThrough = sent
    }

    /// What was sent so far will be answered by itself.
    mutating func asksNothing() {
        askedThrough = sent
    }

    /// The server has taken `count` stanzas of ours in all. False when that is more than were sent, or fewer than it
    /// said before.
    mutating func acknowledge(_ count: UInt32) -> Bool {
        let news = count &- acknowledged
        guard news <= sent &- acknowledged else { return false }
        acknowledged = count
        question = .none
        guard let stanzas = kept else { return true }
        let gone = min(Int(news), stanzas.count)
        keptBytes -= stanzas[..<gone].reduce(0) { $0 + $1.count }
        kept?.removeFirst(gone)
        return true
    }

    /// The connection broke: what was asked there is not answered any more.
    mutating func connectionBroke() {
        question = .none
        askedThrough = acknowledged
    }
}

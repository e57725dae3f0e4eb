/// What the server is asked about watched nicks.
enum Question: Hashable, Sendable {
    /// To tell of them from now on. The server's first word on each is no answer to wait for.
    case monitor([Int32])
    /// Which of them are connected.
    case isOn([Int32])
    /// Which of them are away, and who they are by user and host. At most five.
    case userHost([Int32])
    /// The away text and the account of one.
    case whoIs(Int32)

    var command: OutgoingLine.Command {
        switch self {
        case .monitor: .monitor
        case .isOn: .isOn
        case .userHost: .userHost
        case .whoIs: .whoIs
        }
    }
}

/// The questions that are to be put, one at a time: some servers make one wait for asking fast, and then answer the
/// sign-out late too.
struct QuestionQueue: Sendable {
    /// A question that the server has not answered yet.
    struct Open: Hashable, Sendable {
        let question: Question
        /// What the lines of an answer of several have told so far.
        var found = WhoIsFindings()
        /// How often its time may still come before it is given up.
        var patience = 15
    }

    private(set) var waiting: [Question] = []
    var open: Open?

    var isEmpty: Bool { waiting.isEmpty && open == nil }

    mutating func add(_ question: Question) {
        if !waiting.contains(question) { waiting.append(question) }
    }

    /// The next question, now open.
    mutating func next() -> Question? {
        guard open == nil, !waiting.isEmpty else { return nil }
        let question = waiting.removeFirst()
        open = Open(question: question)
        return question
    }

    /// Gives the open question up when it has been open for long.
    mutating func losePatience() {
        guard var late = open else { return }
        late.patience -= 1
        open = late.patience > 0 ? late : nil
    }
}

/// What the lines of an answer to WHOIS have told.
struct WhoIsFindings: Hashable, Sendable {
    /// Nil before the line that says that there is such a nick.
    var availability: IRCAvailability?
    /// A server that says nothing of an account says that there is none.
    var account = IRCAccountState.unverified
}

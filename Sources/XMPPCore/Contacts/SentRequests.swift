/// What was asked of the server and of contacts' servers, and has not been answered.
struct SentRequests {
    /// More than a person asks while answers are on their way.
    static let limit = 64

    /// One request on its way.
    struct Sent {
        /// 128 random bits: an answer is only believed if it has it.
        let id: String
        let receiver: Receiver
        let purpose: Purpose
        fileprivate var age = Age.new

        init(id: String, receiver: Receiver, purpose: Purpose) {
            self.id = id
            self.receiver = receiver
            self.purpose = purpose
        }
    }

    /// Whether a request was sent before the time for answers began to run.
    fileprivate enum Age {
        case new
        case old
    }

    /// Whether the time for answers is running.
    private enum Watch {
        case resting
        case running
    }

    /// Who was asked, and so must be the one who answers.
    enum Receiver {
        /// Our own account, for which its server answers.
        case account
        /// Our server itself.
        case server
        /// The account of this bare address.
        case other(JID)
    }

    /// What the answer is for.
    enum Purpose {
        /// A person waits for it.
        case person(XMPPContactRequest)
        /// A person waits to know that what was said before it was taken: any answer says so.
        case word(XMPPContactRequest)
        /// The session itself does.
        case errand(Errand)
    }

    /// What the session asks by itself. Of each only the last one's answer counts.
    enum Errand: Hashable {
        case blockList
        case serverFeatures
        case becomingInvisible
        /// An answer to that which did not come in its time.
        case lateInvisible
        case becomingVisible
    }

    private var sent: [Sent] = []
    private var watch = Watch.resting

    var isFull: Bool { sent.count >= Self.limit }

    mutating func add(_ request: Sent) {
        if case .errand(let errand) = request.purpose { forget(errand) }
        sent.append(request)
    }

    func isOnItsWay(_ errand: Errand) -> Bool {
        sent.contains { $0.isFor(errand) }
    }

    mutating func forget(_ errand: Errand) {
        sent.removeAll { $0.isFor(errand) }
    }

    /// The request that has this id, byte for byte.
    func withID(_ id: String) -> Sent? {
        sent.first { sameBytes($0.id, id) }
    }

    mutating func remove(_ id: String) {
        sent.removeAll { sameBytes($0.id, id) }
    }

    /// What persons wait for.
    var persons: [XMPPContactRequest] { sent.compactMap(\.request) }

    /// Forgets what persons wait for, and returns it.
    mutating func takeUnanswered() -> [XMPPContactRequest] {
        defer { sent.removeAll { $0.request != nil } }
        return persons
    }

    /// Contacts have other numbers now: `before` holds those that they had, by their new ones. Returns what is asked of
    /// contacts who have none any more, which is forgotten.
    mutating func renumber(_ before: [Int32]) -> [XMPPContactRequest] {
        var numbers: [Int32: Int32] = [:]
        for (number, old) in before.enumerated() { numbers[old] = Int32(truncatingIfNeeded: number) }
        var lost: [XMPPContactRequest] = []
        sent = sent.compactMap { request in
            if let renumbered = request.renumbered(numbers) { return renumbered }
            if let asked = request.request { lost.append(asked) }
            return nil
        }
        return lost
    }

    // MARK: Time

    /// Whether the time for answers is to be started, which it then is.
    mutating func startsWaiting() -> Bool {
        guard case .resting = watch, sent.contains(where: \.expires) else { return false }
        watch = .running
        return true
    }

    /// Whether the time for answers is to be stopped, which it then is.
    mutating func stopsWaiting() -> Bool {
        defer { watch = .resting }
        if case .running = watch { return true }
        return false
    }

    /// The time for answers is over: forgets what was sent before it began, and returns it.
    mutating func takeOverdue() -> [Sent] {
        watch = .resting
        let overdue = sent.filter { $0.expires && $0.age == .old }
        sent.removeAll { $0.expires && $0.age == .old }
        for place in sent.indices { sent[place].age = .old }
        return overdue
    }

    /// The connection broke: answers have their time anew on the next one.
    mutating func connectionBroke() {
        watch = .resting
        for place in sent.indices { sent[place].age = .new }
    }
}

extension SentRequests.Sent {
    fileprivate var request: XMPPContactRequest? {
        switch purpose {
        case .person(let request), .word(let request): request
        case .errand: nil
        }
    }

    /// Whether somebody waits for the answer, or a decision does; anything else may come as late as it likes.
    fileprivate var expires: Bool {
        switch purpose {
        case .person, .word, .errand(.becomingInvisible): true
        case .errand(.blockList), .errand(.serverFeatures), .errand(.lateInvisible),
            .errand(.becomingVisible):
            false
        }
    }

    /// The same when contacts have these numbers instead of others; nil when its contact has none.
    fileprivate func renumbered(_ numbers: [Int32: Int32]) -> SentRequests.Sent? {
        switch purpose {
        case .person(let request): request.renumbered(numbers).map { with(.person($0)) }
        case .word(let request): request.renumbered(numbers).map { with(.word($0)) }
        case .errand: self
        }
    }

    func with(_ purpose: SentRequests.Purpose) -> SentRequests.Sent {
        SentRequests.Sent(id: id, receiver: receiver, purpose: purpose)
    }

    fileprivate func isFor(_ errand: SentRequests.Errand) -> Bool {
        switch purpose {
        case .person, .word: false
        case .errand(let other): other == errand
        }
    }
}

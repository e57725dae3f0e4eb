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
        /// The session itself does.
        case errand(Errand)
    }

    /// What the session asks by itself. Of each only the last one's answer counts.
    enum Errand: Hashable {
        case blockList
        case serverFeatures
        case becomingInvisible
        case becomingVisible
    }

    private var sent: [Sent] = []

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

    /// What the session itself asks, without what persons wait for.
    var withoutPersons: SentRequests {
        var others = self
        _ = others.takeUnanswered()
        return others
    }

    /// Forgets what persons wait for, and returns it.
    mutating func takeUnanswered() -> [XMPPContactRequest] {
        defer { sent.removeAll { $0.request != nil } }
        return sent.compactMap(\.request)
    }
}

extension SentRequests.Sent {
    fileprivate var request: XMPPContactRequest? {
        switch purpose {
        case .person(let request): request
        case .errand: nil
        }
    }

    fileprivate func isFor(_ errand: SentRequests.Errand) -> Bool {
        switch purpose {
        case .person: false
        case .errand(let other): other == errand
        }
    }
}

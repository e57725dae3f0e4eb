/// Decides which servers a domain's service has, of what DNS answers to two questions asked at once: for the servers
/// with direct TLS, and for those with STARTTLS.
struct ServerSearch {
    typealias Answer = Result<[SRVRecord], NameFailure>

    /// One of the two questions.
    enum Question: Hashable, Sendable, CaseIterable {
        case direct
        case startTLS

        fileprivate var tls: ServicePlace.TLS {
            switch self {
            case .direct: .direct
            case .startTLS: .startTLS
            }
        }
    }

    /// What is to be done.
    enum Step: Hashable, Sendable {
        /// Wait for the other answer, as long as before.
        case wait
        /// Wait for the other answer only a little: there are servers already.
        case waitBriefly
        /// The search is over: at least one place, the best first.
        case found([ServicePlace])
        /// The search is over.
        case failed(TransportError)
        /// Nothing: it was over before.
        case nothing
    }

    /// So many servers are tried at most, and so many records looked at: DNS can name thousands.
    static let placeLimit = 16
    static let recordLimit = 64

    private let service: DomainService
    private var answers: [Question: Answer] = [:]
    private var state = State.searching

    private enum State {
        case searching
        case over
    }

    init(_ service: DomainService) {
        self.service = service
    }

    /// What is to be asked: each with the service's name.
    var questions: [(Question, String)] {
        Question.allCases.compactMap { question in name(of: question).map { (question, $0) } }
    }

    private func name(of question: Question) -> String? {
        switch question {
        case .direct: service.direct
        case .startTLS: service.startTLS
        }
    }

    /// An answer has come.
    mutating func answered(_ question: Question, _ answer: Answer, roll: (Int) -> Int) -> Step {
        guard case .searching = state, answers[question] == nil, name(of: question) != nil else {
            return .nothing
        }
        answers[question] = answer
        if answers.count == questions.count { return end(roll) }
        return places(roll).isEmpty ? .wait : .waitBriefly
    }

    /// The time for the answers is over: what is missing was not answered.
    mutating func timeOver(roll: (Int) -> Int) -> Step {
        guard case .searching = state else { return .nothing }
        return end(roll)
    }

    private mutating func end(_ roll: (Int) -> Int) -> Step {
        state = .over
        let places = places(roll)
        if !places.isEmpty { return .found(places) }
        // RFC 6120 section 3.2.1: neither no answer nor no record forbids to try the domain itself; a refusal does.
        guard let refused = Question.allCases.first(where: { $0.tls == service.fallback.tls }),
            isRefused(refused)
        else { return .found([service.fallback]) }
        return .failed(failure ?? .serviceNotOffered(domain: service.domain))
    }

    /// Why a question that was asked has no answer.
    private var failure: TransportError? {
        let failures = questions.compactMap { question, _ -> NameFailure? in
            switch answers[question] {
            case nil: .serverSilent
            case .failure(let failure): failure
            case .success: nil
            }
        }
        return failures.first { $0 == .serverSilent || $0 == .serverFailed }?.error(host: service.domain)
    }

    private func isRefused(_ question: Question) -> Bool {
        guard case .success(let records)? = answers[question] else { return false }
        return records.contains { $0.isRefusal }
    }

    private func places(_ roll: (Int) -> Int) -> [ServicePlace] {
        let entries = Question.allCases.flatMap { question -> [SRVOrder.Entry] in
            guard case .success(let records)? = answers[question] else { return [] }
            return records.prefix(Self.recordLimit).filter { !$0.isRefusal }.map {
                SRVOrder.Entry(record: $0, tls: question.tls)
            }
        }
        var places: [ServicePlace] = []
        for entry in SRVOrder.ordered(entries, roll: roll) where places.count < Self.placeLimit {
            guard let place = entry.record.place.map({ ServicePlace($0, tls: entry.tls) }),
                !places.contains(place)
            else { continue }
            places.append(place)
        }
        return places
    }
}

import CCares
import Dispatch

/// Asks name servers on the main queue without ever waiting there; dropped, nothing of it is left: no socket, no timer,
/// and no question is answered any more.
///
/// It is made for one search and dropped with it, so that a program that looks nothing up holds none.
@MainActor
final class Resolver {
    /// Called in a later turn than the question's.
    typealias Answer = @MainActor (Result<[UInt8], NameFailure>) -> Void

    /// Which names are meant by a name without its last dot.
    enum Reach {
        /// Itself alone: what stands in DNS is whole.
        case whole
        /// Itself, and in the domains of this network: what a person types may be short.
        case searched
    }

    private let channel: ares_channel
    private let sockets: ResolverSockets
    private var timer: Timer?
    private var waiting: [Int: Answer] = [:]
    private var nextQuestion = 0
    private let inbox = ResolverInbox()

    /// Milliseconds that a name server has for an answer at first; each further attempt has twice as long.
    private static let patience: Int32 = 1500
    private static let attempts: Int32 = 3

    /// Reads who is to be asked; fails when the system has no memory or no descriptor left, or there is nobody to ask.
    init(_ servers: NameServers) throws(NameFailure) {
        sockets = try ResolverSockets()
        var opened: ares_channel?
        let code = porch_open_channel(
            &opened, ARES_FLAG_NOALIASES, Self.patience, Self.attempts, changedReadiness,
            Unmanaged.passUnretained(sockets).toOpaque())
        guard code == ARES_SUCCESS, let opened else { throw .serverFailed }
        channel = opened
        sockets.onReady = { [weak self] in self?.socketsAreReady() }
        if let list = servers.list, list.isEmpty || ares_set_servers_ports_csv(opened, list) != ARES_SUCCESS {
            throw .serverFailed
        }
    }

    isolated deinit {
        // Every question still gets its answer, that it is cancelled, and gives back what it holds.
        porch_close_channel(channel)
    }

    /// Asks for the records of a name, whose labels are A-labels.
    func ask(_ name: String, _ question: NameQuestion, reach: Reach = .whole, _ answer: @escaping Answer) {
        let number = nextQuestion
        nextQuestion += 1
        waiting[number] = answer
        let context = Unmanaged.passRetained(ResolverQuestion(number: number, inbox: inbox)).toOpaque()
        switch reach {
        case .whole: ares_query(channel, name, internet, question.type, receivedAnswer, context)
        case .searched: ares_search(channel, name, internet, question.type, receivedAnswer, context)
        }
        wait()
        guard !inbox.isEmpty else { return }
        DispatchQueue.main.async { [weak self] in
            MainActor.assumeIsolated { self?.deliver() }
        }
    }

    /// The addresses that the system's file of hosts has for a name, of both families.
    func addressesInFile(of name: String) -> [LiteralAddress] {
        HostsFile.addresses(of: name, channel)
    }

    private func socketsAreReady() {
        porch_process_watched(channel, sockets.descriptor)
        wait()
        deliver()
    }

    private func timeIsUp() {
        porch_process_time(channel)
        wait()
        deliver()
    }

    /// Lets itself be woken when a name server has been silent for long enough.
    private func wait() {
        let patience = porch_patience(channel)
        timer =
            patience < 0
            ? nil : Timer(after: .milliseconds(patience)) { [weak self] in self?.timeIsUp() }
    }

    /// Hands out the answers, outside of the library's calls: whoever gets one may drop the resolver.
    private func deliver() {
        while let (number, answer) = inbox.next() { waiting.removeValue(forKey: number)?(answer) }
    }

    private var internet: Int32 { 1 }
}

/// Answers that have come and were not handed out yet.
@MainActor
final class ResolverInbox {
    typealias Letter = (Int, Result<[UInt8], NameFailure>)
    private var letters: [Letter] = []

    var isEmpty: Bool { letters.isEmpty }

    func put(_ letter: Letter) {
        letters.append(letter)
    }

    func next() -> Letter? {
        letters.isEmpty ? nil : letters.removeFirst()
    }
}

/// What the library holds for us while a question is open.
@MainActor
private final class ResolverQuestion {
    let number: Int
    let inbox: ResolverInbox

    init(number: Int, inbox: ResolverInbox) {
        self.number = number
        self.inbox = inbox
    }
}

/// Called by the library exactly once for each question, on the main queue like all its calls.
private let receivedAnswer: ares_callback = { context, status, _, bytes, count in
    guard let context else { return }
    let question = Unmanaged<ResolverQuestion>.fromOpaque(context).takeRetainedValue()
    let answer = bytes.map { Array(UnsafeBufferPointer(start: $0, count: Int(max(0, count)))) } ?? []
    MainActor.assumeIsolated {
        question.inbox.put(
            (question.number, NameFailure(status: status).map { .failure($0) } ?? .success(answer)))
    }
}

/// Called by the library when it waits for another readiness of a socket, and before it closes one.
private let changedReadiness: ares_sock_state_cb = { context, descriptor, readable, writable in
    guard let context else { return }
    let sockets = Unmanaged<ResolverSockets>.fromOpaque(context).takeUnretainedValue()
    MainActor.assumeIsolated {
        sockets.watch(descriptor, reading: readable != 0, writing: writable != 0)
    }
}

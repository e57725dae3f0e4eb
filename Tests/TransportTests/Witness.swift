import Testing

@testable import Transport

/// Writes down what a connection tells, and lets a test wait for it.
@MainActor
final class Witness {
    enum Seen: Hashable {
        case found([ServicePlace])
        case lookedUp
        case connected
        case secured
        case received
        case writeFinished
        case ended(ConnectionEnd)
    }

    let connection: Connection
    private(set) var seen: [Seen] = []
    private(set) var bytes: [UInt8] = []
    /// The server that was reached.
    private(set) var reached: ServicePlace?
    private(set) var summary: TLSSummary?
    /// Called with each event after it has been written down.
    var reaction: (Seen) -> Void = { _ in }
    private var waiting: [Int: Waiter] = [:]
    private var nextWaiter = 0

    private struct Waiter {
        let condition: (Witness) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    init(_ connection: Connection) {
        self.connection = connection
        watch()
    }

    /// Asks the connection to be told, which it forgets when it has ended.
    func watch() {
        connection.onEvent = { [weak self] in self?.note($0) }
    }

    /// The end, once it has come.
    var end: ConnectionEnd? {
        guard case .ended(let end)? = seen.last else { return nil }
        return end
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Waits until the condition holds; what never comes is a failure, not a test without end.
    func until(_ condition: @escaping (Witness) -> Bool) async {
        guard !condition(self) else { return }
        let number = nextWaiter
        nextWaiter += 1
        let patience = Timer(after: .seconds(20)) { [weak self] in self?.giveUp(number) }
        let came = await withCheckedContinuation {
            waiting[number] = Waiter(condition: condition, continuation: $0)
        }
        patience.cancel()
        if !came { Issue.record("waited in vain; told so far: \(seen.suffix(10)), \(bytes.count) bytes") }
    }

    private func giveUp(_ number: Int) {
        waiting.removeValue(forKey: number)?.continuation.resume(returning: false)
    }

    func untilSeen(_ event: Seen) async {
        await until { $0.seen.contains(event) }
    }

    func untilEnd() async -> ConnectionEnd? {
        await until { $0.end != nil }
        return end
    }

    private func note(_ event: Connection.Event) {
        let seen: Seen =
            switch event {
            case .found(let places): .found(places)
            case .lookedUp: .lookedUp
            case .connected(let place): connected(place)
            case .secured(let summary): secured(summary)
            case .received(let piece): received(piece)
            case .writeFinished: .writeFinished
            case .ended(let end): .ended(end)
            }
        self.seen.append(seen)
        reaction(seen)
        for (number, waiter) in waiting where waiter.condition(self) {
            waiting[number] = nil
            waiter.continuation.resume(returning: true)
        }
    }

    private func connected(_ place: ServicePlace) -> Seen {
        reached = place
        return .connected
    }

    private func secured(_ summary: TLSSummary) -> Seen {
        self.summary = summary
        return .secured
    }

    private func received(_ piece: UnsafeRawBufferPointer) -> Seen {
        bytes.append(contentsOf: piece)
        return .received
    }
}

/// A listener and the two ends of a connection to it, each watched from the first event.
@MainActor
struct Pair {
    let listener: Listener
    let client: Witness
    let server: Witness

    /// Connects over 127.0.0.1 and waits until both ends are up.
    init(clientWriteBuffer: Int32? = nil, serverReadBuffer: Int32? = nil) async throws {
        let arrival = Arrival()
        listener = try Listener(readBufferSize: serverReadBuffer, writeBufferSize: clientWriteBuffer)
        listener.onConnection = { arrival.server = Witness($0) }
        client = Witness(Connection(writeBufferSize: clientWriteBuffer))
        client.connection.connect(to: HostPort(host: "127.0.0.1", port: listener.port))
        await client.untilSeen(.connected)
        while arrival.server == nil { await turn() }
        server = try #require(arrival.server)
    }

    @MainActor
    private final class Arrival {
        var server: Witness?
    }
}

/// Lets the main queue do what waits in it.
@MainActor
func turn() async {
    var timer: Timer?
    await withCheckedContinuation { continuation in
        timer = Timer(after: .milliseconds(1)) { continuation.resume() }
    }
    timer?.cancel()
}

/// Lets enough time pass that something wrong would have come by.
@MainActor
func quietly() async {
    for _ in 0..<60 { await turn() }
}

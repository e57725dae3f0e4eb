import Transport

/// One direction of a link: what goes in comes out later, in its order, unless the link is cut.
@MainActor
final class DelayedLane {
    /// What travels.
    enum Parcel {
        case bytes([UInt8])
        case end(ConnectionEnd)
    }

    /// Called with each parcel on its arrival, and with how many lanes it and what it answers have crossed.
    var onArrival: @MainActor (Parcel, Int) -> Void = { _, _ in }

    private struct Travelling {
        let parcel: Parcel
        let crossings: Int
        /// Nanoseconds of `Monotonic`.
        let due: Int64
    }

    private var queue: [Travelling] = []
    private var clock: Timer?
    private var passage = Passage.open

    private enum Passage {
        case open
        case cut
        /// For ever.
        case lost
    }

    /// Sends a parcel that arrives after `delay`.
    func send(_ parcel: Parcel, crossings: Int, delay: Duration) {
        guard passage != .lost else { return }
        let (seconds, attoseconds) = delay.components
        let span = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        queue.append(Travelling(parcel: parcel, crossings: crossings, due: Monotonic.nanoseconds + span))
        waitForFirst()
    }

    /// Lets nothing arrive.
    func cut() {
        guard passage == .open else { return }
        passage = .cut
        clock = nil
    }

    /// Lets everything arrive again, what has waited first.
    func restore() {
        guard passage == .cut else { return }
        passage = .open
        waitForFirst()
    }

    /// Nothing of what travels, or will be sent, arrives any more.
    func lose() {
        passage = .lost
        queue = []
        clock = nil
    }

    private func waitForFirst() {
        guard passage == .open, clock == nil, let first = queue.first else { return }
        clock = Timer(after: .nanoseconds(max(first.due - Monotonic.nanoseconds, 0))) { [weak self] in
            self?.clock = nil
            self?.arrive()
        }
    }

    private func arrive() {
        let now = Monotonic.nanoseconds
        let due = Array(queue.prefix { $0.due <= now })
        queue.removeFirst(due.count)
        for travelling in due { onArrival(travelling.parcel, travelling.crossings) }
        waitForFirst()
    }
}

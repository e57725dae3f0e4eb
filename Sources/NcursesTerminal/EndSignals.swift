import Glibc

/// The signals that ask the program to end: the first asks, another one insists.
struct EndSignals {
    /// What one of them means.
    enum Meaning: Equatable {
        /// End in an orderly way.
        case ask
        /// End at once.
        case insist
        /// The same event once more.
        case same
    }

    private struct Received {
        var number: Int32
        var first: UInt64
        var last: UInt64
    }

    private var received: Received?

    /// The meaning of a signal received at a moment of the monotonic clock, in milliseconds.
    ///
    /// A window that closes reports itself more than once (the kernel's SIGHUP, the shell's, the end of the input),
    /// and a held Ctrl-C repeats: within 1 s of the first, or 0.2 s of the one before, these are one.
    mutating func receive(_ number: Int32, at now: UInt64) -> Meaning {
        guard var before = received else {
            received = Received(number: number, first: now, last: now)
            return .ask
        }
        let isOne = now &- before.first < 1000 || now &- before.last < 200
        guard number == before.number, number != SIGTERM, isOne else { return .insist }
        before.last = now
        received = before
        return .same
    }
}

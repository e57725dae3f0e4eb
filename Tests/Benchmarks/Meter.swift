import CFloor

/// What a piece of work cost.
struct Cost {
    /// Processor time of this thread, in nanoseconds.
    let nanoseconds: Int64
    /// How often memory was asked for.
    let allocations: UInt64

    /// The cost of doing `work` once.
    static func of<Result>(_ work: () -> Result) -> (result: Result, cost: Cost) {
        let (time, allocations) = (thread_time(), allocation_count())
        let result = work()
        return (
            result, Cost(nanoseconds: thread_time() - time, allocations: allocation_count() - allocations)
        )
    }

    /// The median of `rounds` times the same, by its time.
    static func median(rounds: Int = 5, _ work: () -> Void) -> Cost {
        let costs = (0..<rounds).map { _ in of(work).cost }.sorted { $0.nanoseconds < $1.nanoseconds }
        return costs[rounds / 2]
    }

    /// Milliseconds for a thousand of `count`.
    func milliseconds(perThousandOf count: Int) -> Double { Double(nanoseconds) / 1000 / Double(count) }

    /// Allocations for one of `count`.
    func allocations(perOneOf count: Int) -> Double { Double(allocations) / Double(count) }
}

/// A point on the clock that never jumps and runs on while the machine sleeps (CLOCK_BOOTTIME).
///
/// Cores get moments as inputs; only shells read the clock.
public struct Moment: Hashable, Comparable, Sendable {
    /// Nanoseconds since an arbitrary start.
    public let nanoseconds: Int64

    /// The moment `nanoseconds` after the arbitrary start.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Whether the left moment came first.
    public static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The moment `duration` later. It stops at the end of the scale instead of overflowing.
    public func advanced(by duration: Duration) -> Moment {
        let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.clampedNanoseconds)
        return Moment(nanoseconds: overflow ? .max : sum)
    }

    /// The time from the earlier moment to this one; zero when the other is later.
    public func since(_ earlier: Moment) -> Duration {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
        return .nanoseconds(overflow ? .max : max(0, difference))
    }
}

extension Duration {
    /// The duration in nanoseconds, cut to what fits.
    fileprivate var clampedNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, overflowOfSum) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflowOfSum ? (seconds < 0 ? .min : .max) : sum
    }
}

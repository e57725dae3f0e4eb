import Glibc

/// Two clocks read together: one goes on while the machine sleeps, the other stands still.
public struct ClockPair: Hashable, Sendable {
    /// Nanoseconds since the machine started, sleep included.
    public let withSleep: Int64
    /// Nanoseconds since the machine started, sleep left out.
    public let awake: Int64

    /// A reading.
    public init(withSleep: Int64, awake: Int64) {
        self.withSleep = withSleep
        self.awake = awake
    }

    /// What the clocks say.
    public static var now: ClockPair {
        // Two readings around the other one, so that being interrupted between them does not look like sleep.
        let before = nanoseconds(CLOCK_MONOTONIC)
        let withSleep = nanoseconds(CLOCK_BOOTTIME)
        let after = nanoseconds(CLOCK_MONOTONIC)
        return ClockPair(withSleep: withSleep, awake: before &+ (after &- before) / 2)
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var now = timespec()
        clock_gettime(clock, &now)
        return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
    }
}

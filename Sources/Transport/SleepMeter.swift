/// Tells sleep from a clock that was merely set: the machine slept exactly if the two clocks grew apart.
public struct SleepMeter: Sendable {
    /// Less is the readings' own inaccuracy, and no link dies of it.
    public static let least = Duration.milliseconds(500)

    private var last: ClockPair

    /// A meter that counts from this reading on.
    public init(_ reading: ClockPair) {
        last = reading
    }

    /// How long the machine slept since the last reading; nil when it did not.
    public mutating func sleep(until reading: ClockPair) -> Duration? {
        let slept = Self.gap(reading).subtractingReportingOverflow(Self.gap(last))
        last = reading
        guard !slept.overflow else { return nil }
        let duration = Duration.nanoseconds(slept.partialValue)
        return duration >= Self.least ? duration : nil
    }

    private static func gap(_ reading: ClockPair) -> Int64 {
        let (gap, overflow) = reading.withSleep.subtractingReportingOverflow(reading.awake)
        return overflow ? 0 : gap
    }
}

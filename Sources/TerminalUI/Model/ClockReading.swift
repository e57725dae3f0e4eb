public import Messenger

/// What the shell's clocks said when an input came.
public struct ClockReading: Hashable, Sendable {
    /// On the clock that never jumps: for waiting and counting.
    public let moment: Moment
    /// Seconds since 1970 on the wall clock: only for showing.
    public let wallSeconds: Int64
    /// Seconds that local time is ahead of UTC.
    public let utcOffset: Int64

    /// A reading.
    public init(moment: Moment, wallSeconds: Int64, utcOffset: Int64) {
        self.moment = moment
        self.wallSeconds = wallSeconds
        self.utcOffset = utcOffset
    }

    /// The local time of day at an earlier moment, such as "14:02".
    func timeOfDay(at earlier: Moment) -> DisplayText {
        let ago = moment.since(earlier).components.seconds
        let (seconds, overflow) = wallSeconds.subtractingReportingOverflow(ago)
        let (local, overflowOfLocal) = seconds.addingReportingOverflow(utcOffset)
        guard !overflow, !overflowOfLocal else { return "--:--" }
        let ofDay = ((local % 86_400) + 86_400) % 86_400
        return Self.twoDigits(ofDay / 3600) + ":" + Self.twoDigits(ofDay / 60 % 60)
    }

    /// The local time of day within a day, and before that the day, such as "3 Jan" or "3 Jan 2025". The moment may
    /// be before the machine's start.
    func timeOrDay(at earlier: Moment) -> DisplayText {
        let ago = moment.since(earlier).components.seconds
        if ago < 86_400 { return timeOfDay(at: earlier) }
        let (seconds, overflow) = wallSeconds.subtractingReportingOverflow(ago)
        let (local, overflowOfLocal) = seconds.addingReportingOverflow(utcOffset)
        let (now, overflowOfNow) = wallSeconds.addingReportingOverflow(utcOffset)
        guard !overflow, !overflowOfLocal, !overflowOfNow else { return "long ago" }
        return CivilDay(seconds: local).words(seenFrom: CivilDay(seconds: now))
    }

    /// How long ago, coarsely, such as "2 h".
    func coarseAge(of earlier: Moment) -> DisplayText {
        let seconds = Int(clamping: moment.since(earlier).components.seconds)
        if seconds < 60 { return "less than 1 min" }
        if seconds < 3600 { return "\(seconds / 60) min" }
        if seconds < 86_400 { return "\(seconds / 3600) h" }
        return "\(seconds / 86_400) d"
    }

    /// The whole seconds since an earlier moment, such as "4 s".
    func count(since earlier: Moment) -> DisplayText {
        Self.words(seconds: Int(clamping: moment.since(earlier).components.seconds))
    }

    /// The seconds until a later moment, rounded up, such as "8 s".
    func countdown(to later: Moment) -> DisplayText {
        let (seconds, attoseconds) = later.since(moment).components
        return Self.words(seconds: Int(clamping: seconds) + (attoseconds > 0 && seconds < .max ? 1 : 0))
    }

    /// How long until the count since a moment shows another second.
    func untilNextSecond(since earlier: Moment) -> Duration {
        let passed = moment.since(earlier)
        return .seconds(passed.components.seconds &+ 1) - passed
    }

    /// How long until the countdown to a moment shows another second.
    func untilNextSecond(before later: Moment) -> Duration {
        let left = later.since(moment)
        let fraction = left - .seconds(left.components.seconds)
        return fraction > .zero ? fraction : .seconds(1)
    }

    private static func words(seconds: Int) -> DisplayText {
        seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }

    private static func twoDigits(_ number: Int64) -> DisplayText {
        number < 10 ? "0\(Int(number))" : "\(Int(number))"
    }
}

public import Messenger

/// What the clocks said when the messenger told something.
public struct JournalReading: Hashable, Sendable {
    /// On the clock that never jumps.
    public let moment: Moment
    /// On the wall clock.
    public let time: JournalTime

    /// A reading.
    public init(moment: Moment, time: JournalTime) {
        self.moment = moment
        self.time = time
    }

    /// What the wall clock would have said at an earlier moment, had nobody set it since.
    public func time(of earlier: Moment) -> JournalTime {
        time.earlier(by: moment.since(earlier))
    }

    /// The moment of a time on the wall clock; never later than the reading, though somebody may have set that clock
    /// back since.
    public func moment(of earlier: JournalTime) -> Moment {
        // Both lie within the calendar, so the difference fits.
        let passed = max(0, time.milliseconds - earlier.milliseconds)
        return moment.advanced(by: .zero - .milliseconds(passed))
    }
}

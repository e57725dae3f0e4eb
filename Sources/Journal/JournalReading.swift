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
    func time(of earlier: Moment) -> JournalTime {
        time.earlier(by: moment.since(earlier))
    }
}

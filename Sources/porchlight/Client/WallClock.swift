import Glibc
import Messenger
import TerminalUI
import Transport

extension ClockReading {
    /// What the machine's clocks say now.
    static var now: ClockReading {
        let seconds = time(nil)
        var calendar = tm()
        var copy = seconds
        localtime_r(&copy, &calendar)
        return ClockReading(
            moment: Moment(nanoseconds: Monotonic.nanoseconds), wallSeconds: Int64(seconds),
            utcOffset: Int64(calendar.tm_gmtoff))
    }
}

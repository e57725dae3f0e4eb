import Glibc
import Messenger
import Transport

/// The clock on the wall, which can be set and be wrong, and by which others tell moments.
enum WallClock {
    /// The longest time that is told.
    private static let longest: Int64 = 10 * 365 * 86_400

    /// Seconds since 1970.
    static var now: Int64 { Int64(time(nil)) }

    /// When that was by our own clock. A moment of the future is now, one of long ago is ten years ago.
    static func moment(of stamp: Int64) -> Moment {
        let (age, overflow) = now.subtractingReportingOverflow(stamp)
        let seconds = overflow ? 0 : min(max(age, 0), longest)
        return Moment(nanoseconds: Monotonic.nanoseconds).advanced(by: .zero - .seconds(seconds))
    }

    /// When a moment of our own clock was, for others.
    static func seconds(of moment: Moment) -> Int64 {
        let age = Moment(nanoseconds: Monotonic.nanoseconds).since(moment)
        return now - min(age.components.seconds, longest)
    }
}

import Messenger
import StreamService

/// The machine's clock, read in a story.
@MainActor
enum SystemMoment {
    static var now: Moment { SystemClock().now }
}

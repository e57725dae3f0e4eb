import Messenger
import Storytelling
import StreamService

extension Matrix {
    /// The program's own limits, or short ones.
    static let limits =
        isLong
        ? TimeLimits()
        : TimeLimits(
            step: .seconds(2), signIn: .seconds(6), silence: .milliseconds(300), answer: .milliseconds(1500),
            poll: .milliseconds(300), pace: .milliseconds(50))
}

extension ServiceState {
    /// Whether anybody is shown as present.
    var showsAnybody: Bool { presences.contains { $0.status.isOnline } }
}

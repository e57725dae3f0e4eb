public import Messenger
import Transport

/// The machine's own clock, and timers on the main queue.
@MainActor
public final class SystemClock: MessengerClock {
    private var timers: [MessengerTimer: Timer] = [:]

    /// A clock.
    public init() {}

    /// Now.
    public var now: Moment { .now }

    /// Calls `fire` once at that moment.
    public func wake(
        _ timer: MessengerTimer, at moment: Moment, _ fire: @escaping @MainActor () -> Void
    ) {
        timers[timer] = Timer(after: moment.since(now)) { [weak self] in
            self?.timers[timer] = nil
            fire()
        }
    }

    /// Forgets the wish.
    public func cancel(_ timer: MessengerTimer) {
        timers[timer] = nil
    }
}

extension Moment {
    /// What the machine's clock says.
    static var now: Moment { Moment(nanoseconds: Monotonic.nanoseconds) }
}

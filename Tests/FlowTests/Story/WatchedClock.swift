import Messenger
import StreamService

/// The machine's own clock, and which of the messenger's timers run.
@MainActor
final class WatchedClock: MessengerClock {
    private let clock = SystemClock()
    private(set) var running: Set<MessengerTimer> = []

    var now: Moment { clock.now }

    func wake(_ timer: MessengerTimer, at moment: Moment, _ fire: @escaping @MainActor () -> Void) {
        running.insert(timer)
        clock.wake(timer, at: moment) { [weak self] in
            self?.running.remove(timer)
            fire()
        }
    }

    func cancel(_ timer: MessengerTimer) {
        running.remove(timer)
        clock.cancel(timer)
    }
}

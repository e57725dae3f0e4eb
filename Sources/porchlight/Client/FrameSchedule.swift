import Dispatch
import Transport

/// Decides when to draw: what a person did or waits for at once, everything else at most once in 16 ms, and
/// nothing at all while nothing changes.
@MainActor
final class FrameSchedule {
    private let draw: @MainActor () -> Void
    private var wish = Wish.none
    private var last: Int64 = 0

    /// The shortest time between two frames that nobody waits for, in nanoseconds.
    private static let interval: Int64 = 16_000_000

    private enum Wish {
        case none
        /// At the end of the frame that is running.
        case atFrame(Timer)
        /// In the next turn of the loop.
        case soon
    }

    init(draw: @escaping @MainActor () -> Void) {
        self.draw = draw
    }

    /// Draws before anything else happens: a key is answered.
    func drawNow() {
        wish = .none
        last = Monotonic.nanoseconds
        draw()
    }

    /// Draws in the next turn of the loop, when everything that belongs together has happened.
    func drawSoon() {
        if case .soon = wish { return }
        wish = .soon
        DispatchQueue.main.async { [weak self] in
            guard let self, case .soon = wish else { return }
            drawNow()
        }
    }

    /// Draws when the frame that is running is over.
    func drawAtFrame() {
        guard case .none = wish else { return }
        let passed = Monotonic.nanoseconds - last
        guard passed < Self.interval else { return drawSoon() }
        wish = .atFrame(
            Timer(after: .nanoseconds(Self.interval - passed)) { [weak self] in self?.drawNow() })
    }
}

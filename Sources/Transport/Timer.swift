import Dispatch

/// Calls once, later, on the main queue; dropping it cancels it.
@MainActor
public final class Timer {
    private let source: any DispatchSourceTimer

    /// Starts to wait.
    ///
    /// - Parameters:
    ///   - delay: how long; less than zero counts as zero. While the computer sleeps the wait stands still.
    ///   - fire: called once, unless cancelled before.
    public init(after delay: Duration, _ fire: @escaping @MainActor () -> Void) {
        source = DispatchSource.makeTimerSource(queue: .main)
        source.setEventHandler { [weak self] in
            self?.source.cancel()
            fire()
        }
        source.schedule(deadline: .now() + Self.interval(delay), leeway: .milliseconds(1))
        source.resume()
    }

    isolated deinit {
        source.cancel()
    }

    /// Never calls any more.
    public func cancel() {
        source.cancel()
    }

    /// Whole nanoseconds, held between zero and some 100 years so that no sum can overflow.
    private static func interval(_ delay: Duration) -> DispatchTimeInterval {
        let (seconds, attoseconds) = delay.components
        let longest: Int64 = 3_000_000_000
        guard seconds >= 0, attoseconds >= 0 else { return .nanoseconds(0) }
        guard seconds < longest else { return .seconds(Int(longest)) }
        return .nanoseconds(Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }
}

import CClock
import Dispatch
import Glibc

/// Tells when the machine has slept, or the program was stopped and goes on: links may have died meanwhile, and timers
/// stood still. It wakes the program at no other time.
@MainActor
public final class SuspendWatch {
    private let clock: @MainActor () -> ClockPair
    private let onResume: @MainActor () -> Void
    private var meter: SleepMeter
    private var sources: [any DispatchSourceProtocol] = []

    /// Begins to watch; dropping it ends that.
    ///
    /// - Parameters:
    ///   - clock: gives the clocks' readings; a test gives its own.
    ///   - onResume: called on the main queue, in a turn of its own.
    public init(
        clock: @escaping @MainActor () -> ClockPair = { .now },
        onResume: @escaping @MainActor () -> Void
    ) {
        self.clock = clock
        self.onResume = onResume
        meter = SleepMeter(clock())
        watchClock()
        watchContinuation()
    }

    isolated deinit {
        for source in sources { source.cancel() }
    }

    /// The clock was set, or the machine has slept: the clocks know which.
    func clockChanged() {
        if meter.sleep(until: clock()) != nil { onResume() }
    }

    private func watchClock() {
        // A system that refuses leaves the detection to the silence of the links.
        let descriptor = cclock_watch()
        guard descriptor >= 0 else { return }
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in
            cclock_rearm(descriptor)
            self?.clockChanged()
        }
        source.setCancelHandler { close(descriptor) }
        source.resume()
        sources.append(source)
    }

    /// However short the stop was, asking costs one ping.
    private func watchContinuation() {
        let source = DispatchSource.makeSignalSource(signal: SIGCONT, queue: .main)
        source.setEventHandler { [weak self] in self?.onResume() }
        source.resume()
        sources.append(source)
    }
}

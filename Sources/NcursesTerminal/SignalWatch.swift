import Dispatch
import Glibc

/// Brings signals to the main queue.
@MainActor final class SignalWatch {
    /// Called with the number of each signal; several of one number may be reported once.
    var onSignal: @MainActor (Int32) -> Void = { _ in }
    private var sources: [any DispatchSourceSignal] = []

    /// Begins to watch. Watched signals lose their default action, and curses, started later, leaves them alone.
    init(_ numbers: [Int32]) {
        for number in numbers {
            let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
            source.setEventHandler { [weak self] in self?.onSignal(number) }
            source.resume()
            sources.append(source)
        }
    }

    /// Watches no more.
    func stop() {
        for source in sources { source.cancel() }
        sources = []
    }
}

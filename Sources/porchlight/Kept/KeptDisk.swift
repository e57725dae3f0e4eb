import Dispatch

/// Where the files of the state folder that are replaced whole are read and written, one after another and off the
/// main queue.
@MainActor
final class KeptDisk {
    /// Told things that a person should read, in one line.
    var onProblem: @MainActor (String) -> Void = { _ in }

    private let queue = DispatchQueue(label: "porchlight.kept", qos: .utility)
    private var files: [KeptFile] = []

    /// Does a piece of work after those before it.
    func work(_ step: @escaping @Sendable () -> Void) {
        queue.async(execute: step)
    }

    /// From now on ``finish(within:)`` cares for the file.
    func add(_ file: KeptFile) {
        files.append(file)
    }

    /// Writes all that waits to be written, and waits for it, but not for long: a disk that hangs holds up nobody.
    func finish(within bound: Duration) {
        for file in files { file.hurry() }
        let (seconds, attoseconds) = bound.components
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(
            timeout: .now() + .seconds(Int(clamping: seconds))
                + .nanoseconds(Int(attoseconds / 1_000_000_000)))
    }
}

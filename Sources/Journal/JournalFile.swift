import Dispatch
import Synchronization

/// The journal's file. All work on the disk happens in order on a queue of its own, so that nobody waits for it.
public final class JournalFile: Sendable {
    /// What the file has to say.
    public enum Told: Hashable, Sendable {
        /// What earlier runs have recorded, the oldest first.
        case earlier([JournalRecord])
        /// Something that a person should read, in one line. The path in it comes from outside.
        case problem(String)
    }

    private let queue = DispatchQueue(label: "journal", qos: .utility)
    private let writer: Mutex<JournalWriter>
    private let tell: @Sendable (Told) -> Void

    /// The journal at `path`, whose folder must be there.
    ///
    /// - Parameters:
    ///   - limit: The most bytes of the file. When it is full, its newer half is kept.
    ///   - tell: Called on the journal's queue.
    public init(
        path: String, limit: Int = 1 << 20, disk: Disk = .system, tell: @escaping @Sendable (Told) -> Void
    ) {
        writer = Mutex(JournalWriter(path: path, limit: limit, disk: disk))
        self.tell = tell
        work { $0.open() }
    }

    /// Keeps the record.
    public func append(_ record: JournalRecord) {
        work { $0.append(record) }
    }

    /// Waits until all is kept that was to be, but no longer than that.
    public func finish(within bound: Duration) {
        let (seconds, attoseconds) = bound.components
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(
            timeout: .now() + .seconds(Int(clamping: seconds))
                + .nanoseconds(Int(attoseconds / 1_000_000_000)))
    }

    private func work(_ step: @escaping @Sendable (inout JournalWriter) -> [Told]) {
        queue.async { [self] in
            for told in writer.withLock({ step(&$0) }) { tell(told) }
        }
    }
}

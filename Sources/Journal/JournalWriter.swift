import Glibc

/// Keeps records in a file as they come, and in memory while the file cannot take them. It works on the disk, so it
/// is not for the main queue: see ``JournalFile``.
struct JournalWriter: ~Copyable {
    private let file: StateFile
    /// The most bytes of the file.
    private let limit: Int
    private var phase = Phase.unopened
    private var health = Health.well
    /// Lines that are not in the file yet.
    private var pending: [[UInt8]] = []

    private enum Phase {
        case unopened
        /// There is no file yet.
        case missing
        /// What has to be written before the next line.
        case open(Int32, completion: [UInt8])
        /// There is something that must not be touched.
        case closed
    }

    private enum Health {
        case well
        case told
    }

    /// The most lines that wait for a file that cannot take them.
    private static let pendingLimit = 200

    init(path: String, limit: Int, disk: Disk) {
        // A file twice as large as ours ever are is something else.
        file = StateFile(path: path, limit: 2 * limit, disk: disk)
        self.limit = limit
    }

    deinit {
        if case .open(let descriptor, _) = phase { close(descriptor) }
    }

    /// Reads what earlier runs have kept.
    mutating func open() -> [JournalFile.Told] {
        do throws(StateFileError) {
            guard let descriptor = try file.open(O_RDWR | O_APPEND) else {
                phase = .missing
                return []
            }
            phase = .open(descriptor, completion: [])
            return read(try file.bytes(of: descriptor), descriptor)
        } catch {
            return refuse("\(error)")
        }
    }

    private mutating func read(_ bytes: [UInt8], _ descriptor: Int32) -> [JournalFile.Told] {
        do throws(JournalContent.Mistake) {
            let content = try JournalContent(bytes)
            phase = .open(descriptor, completion: content.completion)
            let lines = content.damaged == 1 ? "1 line is" : "\(content.damaged) lines are"
            let problem = JournalFile.Told.problem("journal: \(lines) damaged and passed over")
            return [.earlier(content.records)] + (content.damaged > 0 ? [problem] : [])
        } catch {
            switch error {
            case .foreign: return refuse("is not a journal")
            case .otherVersion: return refuse("is of another version")
            }
        }
    }

    /// Leaves the file alone from now on.
    private mutating func refuse(_ reason: String) -> [JournalFile.Told] {
        if case .open(let descriptor, _) = phase { close(descriptor) }
        phase = .closed
        return [.problem("journal not used: \(file.path) \(reason)")]
    }

    /// Keeps the record, and those that could not be kept before.
    mutating func append(_ record: JournalRecord) -> [JournalFile.Told] {
        if case .closed = phase { return [] }
        pending.append(JournalFormat.line(record))
        if pending.count > Self.pendingLimit { pending.removeFirst() }
        do throws(StateFileError) {
            try flush()
            health = .well
            return []
        } catch {
            defer { health = .told }
            return health == .told ? [] : [.problem("could not save the journal: \(error)")]
        }
    }

    private mutating func flush() throws(StateFileError) {
        switch phase {
        case .closed: break
        case .unopened, .missing: try begin(after: [])
        case .open(let descriptor, let completion):
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw .refused(step: .opening, number: errno) }
            let bytes = completion + pending.joined()
            if status.st_nlink == 0 {
                // Somebody took the file away.
                try begin(after: [])
            } else if status.st_size + bytes.count > limit {
                try begin(after: newestHalf(try file.bytes(of: descriptor) + completion))
            } else {
                try append(bytes, to: descriptor, after: status.st_size)
            }
        }
    }

    private mutating func append(
        _ bytes: [UInt8], to descriptor: Int32, after size: Int
    ) throws(StateFileError) {
        do throws(StateFileError) {
            try file.disk.writeAll(bytes, to: descriptor)
        } catch {
            // All or nothing, so that nothing is there twice.
            let isUndone = file.disk.truncate(descriptor, size) == 0
            if !isUndone { phase = .open(descriptor, completion: JournalFormat.torn) }
            throw error
        }
        phase = .open(descriptor, completion: [])
        pending = []
        try file.disk.flush(descriptor)
    }

    /// Makes the file anew with some old lines and those that wait.
    private mutating func begin(after old: ArraySlice<UInt8>) throws(StateFileError) {
        var lines = pending[...]
        // More than half a file of them is more than a file can take in the long run.
        while lines.count > 1, lines.reduce(0, { $0 + $1.count }) > limit / 2 { lines.removeFirst() }
        try file.replace(JournalFormat.header + old + lines.joined())
        pending = []
        guard let descriptor = try file.open(O_RDWR | O_APPEND) else {
            throw .refused(step: .opening, number: ENOENT)
        }
        if case .open(let former, _) = phase { close(former) }
        phase = .open(descriptor, completion: [])
    }

    /// The whole lines in the newer half of the file.
    private func newestHalf(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let body = bytes.dropFirst(JournalFormat.header.count)
        let half = body.suffix(max(0, limit / 2 - JournalFormat.header.count))
        guard half.count < body.count else { return body }
        // The first of them is most likely cut.
        guard let end = half.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
        return half[(end + 1)...]
    }
}

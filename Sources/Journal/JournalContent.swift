/// What stands in the bytes of a journal.
struct JournalContent: Hashable {
    /// The records, the oldest first.
    private(set) var records: [JournalRecord] = []
    /// How many lines were changed since they were written.
    private(set) var damaged = 0
    /// What must be written before the next line: something when the last one was not finished.
    private(set) var completion: [UInt8] = []

    /// Why bytes are no journal of this version.
    enum Mistake: Error, Hashable {
        /// The first line is not a journal's.
        case foreign
        /// The first line is that of another version.
        case otherVersion
    }

    /// Reads the bytes of a whole file.
    init(_ bytes: [UInt8]) throws(Mistake) {
        guard bytes.starts(with: JournalFormat.header) else {
            throw bytes.starts(with: JournalFormat.family) ? .otherVersion : .foreign
        }
        let body = bytes.dropFirst(JournalFormat.header.count)
        var lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // Behind the last line end there is nothing, or a line that was not finished.
        let rest = lines.popLast() ?? []
        for line in lines { take(JournalFormat.read(line)) }
        guard !rest.isEmpty else { return }
        switch JournalFormat.read(rest) {
        case .record(let record):
            // Only the line end is missing.
            records.append(record)
            completion = [UInt8(ascii: "\n")]
        case .unknown, .completed: completion = [UInt8(ascii: "\n")]
        case .torn, .damaged: completion = JournalFormat.torn
        }
    }

    private mutating func take(_ line: JournalFormat.Line) {
        switch line {
        case .record(let record): records.append(record)
        case .unknown, .completed: break
        case .torn, .damaged: damaged += 1
        }
    }
}

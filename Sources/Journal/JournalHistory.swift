/// What happened, in this run and before it, as far as it is remembered.
public struct JournalHistory: Hashable, Sendable {
    /// One thing to show.
    public enum Entry: Hashable, Sendable {
        /// Something that happened.
        case happened(JournalRecord)
        /// A sign-in of an earlier run, or its session, of which no end was recorded.
        case notClosed(JournalRecord)
    }

    /// How many records are remembered.
    public static let limit = 1000

    private var records: [JournalRecord]
    /// How many of the records are of earlier runs.
    private var earlier: Int

    /// What earlier runs have recorded, the oldest first.
    public init(earlier records: [JournalRecord] = []) {
        self.records = Array(records.suffix(Self.limit))
        earlier = self.records.count
    }

    /// Adds what happened in this run.
    public mutating func append(_ record: JournalRecord) {
        records.append(record)
        // Rarely, so that the cost is none for each record.
        guard records.count >= 2 * Self.limit else { return }
        let excess = records.count - Self.limit
        records.removeFirst(excess)
        earlier = max(0, earlier - excess)
    }

    /// Adds what earlier runs have recorded, in front.
    public mutating func prepend(_ records: [JournalRecord]) {
        let kept = Array(records.suffix(Self.limit))
        self.records.insert(contentsOf: kept, at: 0)
        earlier += kept.count
    }

    /// What happened, the newest first. A sign-in is one entry: its beginning is left out when its outcome is there.
    public var entries: [Entry] {
        var entries: [Entry] = []
        // By service, what the record after this one says: an end, an outcome, or another beginning.
        var next: [String: JournalRecord.Happening] = [:]
        for (place, record) in records.enumerated().reversed() {
            let follows = next.updateValue(record.happening, forKey: record.service)
            if let entry = entry(record, isEarlier: place < earlier, follows) { entries.append(entry) }
        }
        return entries
    }

    private func entry(
        _ record: JournalRecord, isEarlier: Bool, _ follows: JournalRecord.Happening?
    ) -> Entry? {
        switch (record.happening, follows) {
        case (.signInBegan, .signedIn), (.signInBegan, .signInFailed), (.signInBegan, .signedOut),
            (.signInBegan, .sessionEnded):
            nil
        case (.signInBegan, .signInBegan), (.signedIn, .signInBegan), (.signedIn, .signedIn),
            (.signedIn, .signInFailed):
            .notClosed(record)
        case (.signInBegan, nil), (.signedIn, nil):
            isEarlier ? .notClosed(record) : .happened(record)
        case (.signedIn, .sessionEnded), (.signedIn, .signedOut), (.signInFailed, _), (.sessionEnded, _),
            (.signedOut, _):
            .happened(record)
        }
    }
}

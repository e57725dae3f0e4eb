import Messenger
import Testing

@testable import Journal

@Suite("What the journal shows")
struct JournalHistoryTests {
    private static let began = record(.signInBegan, 0)
    private static let up = record(.signedIn(began: time()), 5)
    private static let out = record(
        signedOut(.acknowledged(after: .milliseconds(9), by: SignOutAnswer(.error))), 20)
    private static let lost = record(.sessionEnded(reason: "reset"), 20)
    private static let failed = record(.signInFailed(began: time(), reason: "no"), 20)

    static let stories: [(earlier: [JournalRecord], now: [JournalRecord], entries: [JournalHistory.Entry])] =
        [
            ([], [], []),
            ([began, up, out], [], [.happened(out), .happened(up)]),
            ([began, up, lost], [], [.happened(lost), .happened(up)]),
            ([began, failed], [], [.happened(failed)]),
            ([began, out], [], [.happened(out)]),
            // Of a run that was killed.
            ([began, up], [], [.notClosed(up)]),
            ([began], [], [.notClosed(began)]),
            ([began, up], [began], [.happened(began), .notClosed(up)]),
            ([began, up, began, up, out], [], [.happened(out), .happened(up), .notClosed(up)]),
            ([began, began, failed], [], [.happened(failed), .notClosed(began)]),
            // Of the run that goes on.
            ([], [began, up], [.happened(up)]),
            ([], [began], [.happened(began)]),
            ([began, up, out], [began, up], [.happened(up), .happened(out), .happened(up)]),
            // The end of a session whose beginning is forgotten.
            ([out], [], [.happened(out)]),
        ]

    @Test("the newest first, a sign-in once, and what was not closed", arguments: stories.indices)
    func entries(number: Int) {
        let story = Self.stories[number]
        var history = JournalHistory(earlier: story.earlier)
        for record in story.now { history.append(record) }
        #expect(history.entries == story.entries)
        // What earlier runs have recorded may be read after the first things have happened.
        var late = JournalHistory()
        for record in story.now { late.append(record) }
        late.prepend(story.earlier)
        #expect(late == history)
    }

    @Test("one service's end does not close another's session")
    func services() {
        let work = record(.signedIn(began: time()), 6, service: "work")
        let history = JournalHistory(earlier: [Self.up, work, Self.out])
        #expect(history.entries == [.happened(Self.out), .notClosed(work), .happened(Self.up)])
    }

    @Test("memory is bounded, and the oldest is forgotten")
    func bounded() {
        var history = JournalHistory(earlier: Array(repeating: Self.lost, count: 5000))
        #expect(history.entries.count == JournalHistory.limit)
        for later in 0..<10_000 { history.append(record(.sessionEnded(reason: "x"), Int64(later))) }
        #expect((JournalHistory.limit..<2 * JournalHistory.limit).contains(history.entries.count))
        #expect(history.entries.first == .happened(record(.sessionEnded(reason: "x"), 9999)))
        #expect(!history.entries.contains(.happened(Self.lost)))
    }
}

import Dispatch
import Glibc
import Journal
import Messenger
import TerminalUI

/// The journal of a running client: records what the messenger tells, keeps it, and gives it back to be read.
@MainActor
final class ClientJournal {
    private var recorder: JournalRecorder
    private var history = JournalHistory()
    private let file: JournalFile?
    /// Told things that a person should read.
    var onProblem: @MainActor (String) -> Void = { _ in }

    /// How long the end of the program waits for the disk.
    private static let patience = Duration.milliseconds(500)

    /// A journal at `path`, or with nil in memory only.
    init(path: String?, services: [ServiceDescription]) {
        recorder = JournalRecorder(services)
        let relay = Relay()
        file = path.map { path in
            JournalFile(path: path) { told in
                DispatchQueue.main.async { relay.take(told) }
            }
        }
        relay.journal = self
    }

    /// Follows another messenger, whose services are all signed out.
    func follow(_ services: [ServiceDescription]) {
        recorder = JournalRecorder(services)
    }

    /// Records what was told.
    func take(_ events: [MessengerEvent], at reading: JournalReading) {
        for event in events {
            guard let record = recorder.take(event, at: reading) else { continue }
            history.append(record)
            file?.append(record)
        }
    }

    /// What happened, the newest first.
    var lines: [JournalLine] { history.entries.map { JournalLine($0) } }

    /// Waits until all is kept, but not for long: a disk that hangs holds up nobody.
    func finish() {
        file?.finish(within: Self.patience)
    }

    private func take(_ told: JournalFile.Told) {
        switch told {
        case .earlier(let records): history.prepend(records)
        case .problem(let text): onProblem(text)
        }
    }

    /// Brings what the file tells to the main queue.
    @MainActor
    private final class Relay: Sendable {
        weak var journal: ClientJournal?

        func take(_ told: JournalFile.Told) {
            journal?.take(told)
        }
    }
}

extension JournalReading {
    /// What the machine's clocks say now.
    static var now: JournalReading {
        let clock = ClockReading.now
        var wall = timespec()
        clock_gettime(CLOCK_REALTIME, &wall)
        let milliseconds = Int64(wall.tv_sec).multipliedReportingOverflow(by: 1000).partialValue
        return JournalReading(
            moment: clock.moment,
            time: JournalTime(
                milliseconds: milliseconds &+ Int64(wall.tv_nsec) / 1_000_000,
                offset: Int(clamping: clock.utcOffset / 60)))
    }
}

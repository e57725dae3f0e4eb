import Journal
import Messenger
import TerminalUI

extension JournalLine {
    /// An entry of the journal as a person reads it.
    init(_ entry: JournalHistory.Entry) {
        switch entry {
        case .happened(let record): self.init(record)
        case .notClosed(let record):
            self.init(
                text: "\(record.place): \(record.happening.words), and was not closed properly",
                kind: .unconfirmed)
        }
    }

    private init(_ record: JournalRecord) {
        self.init(text: "\(record.place): \(record.happening.words)", kind: record.happening.kind)
    }
}

extension JournalRecord {
    /// When and where, such as "2026-11-24 12:03:07 home".
    fileprivate var place: String { "\(time.dateAndTime) \(service.isEmpty ? address : service)" }
}

extension JournalRecord.Happening {
    fileprivate var words: String {
        switch self {
        case .signInBegan: "signing in"
        case .signedIn(let began): "signed in (began \(began.timeOfDay))"
        case .signInFailed(let began, let reason): "sign-in failed (began \(began.timeOfDay)): \(reason)"
        case .sessionEnded(let reason): "session ended: \(reason)"
        case .signedOut(let receipt): receipt.words
        }
    }

    fileprivate var kind: JournalLine.Kind {
        switch self {
        case .signInBegan, .signedIn: .neutral
        case .signInFailed, .sessionEnded: .unconfirmed
        case .signedOut(let receipt):
            switch receipt.ending {
            case .acknowledged: .confirmed
            case .cancelledBeforeSignIn: .neutral
            case .closedByServer, .connectionLost, .couldNotSend, .abandoned, .limitReached: .unconfirmed
            }
        }
    }
}

extension JournalRecord.Receipt {
    /// "signed out" stands alone only where the server has confirmed.
    fileprivate var words: String {
        let sent = sent.map { "sent \($0.preciseTimeOfDay)" } ?? "not sent"
        let times = "asked \(asked.preciseTimeOfDay), \(sent)"
        return switch ending {
        case .acknowledged: "signed out, \(ending.words) (\(times))"
        case .cancelledBeforeSignIn: ending.words
        case .closedByServer, .connectionLost, .couldNotSend, .abandoned, .limitReached:
            "\(ending.words) (\(times))"
        }
    }
}

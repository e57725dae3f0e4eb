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
                text: "\(record.place): \(record.words), and was not closed properly",
                kind: .unconfirmed)
        }
    }

    private init(_ record: JournalRecord) {
        self.init(text: "\(record.place): \(record.words)", kind: record.happening.kind)
    }
}

extension JournalRecord {
    /// When and where, such as "2026-11-24 12:03:07 home".
    fileprivate var place: String { "\(time.dateAndTime) \(service.isEmpty ? address : service)" }
}

extension JournalRecord {
    fileprivate var words: String {
        switch happening {
        case .signInBegan: "signing in"
        case .signedIn(let began): "signed in (began \(began.timeOfDay))"
        case .signInFailed(let began, let reason): "sign-in failed (began \(began.timeOfDay)): \(reason)"
        case .sessionEnded(let reason): "session ended: \(reason)"
        case .signedOut(let receipt): receipt.words(ended: time)
        }
    }
}

extension JournalRecord.Happening {
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
    fileprivate func words(ended: JournalTime) -> String {
        let sent = sent.map { "sent \($0.preciseTimeOfDay)" } ?? "not sent"
        let times = "asked \(asked.preciseTimeOfDay), \(sent)"
        return switch ending {
        case .acknowledged(_, let answer):
            "signed out, \(ending.words) (\(times), answered \(ended.preciseTimeOfDay) by \(answer.words))"
        case .cancelledBeforeSignIn: ending.words
        case .closedByServer, .connectionLost, .couldNotSend, .abandoned, .limitReached:
            "\(ending.words) (\(times))"
        }
    }
}

extension SignOutAnswer {
    /// What answered, and what came before it.
    fileprivate var words: String {
        passed == 0 ? element.words : "\(element.words), \(passed) passed over before it"
    }
}

import Messenger

/// How records are kept: one line of UTF-8 each, with tabs between the fields.
///
/// ```
/// porchlight journal 1
/// 2026-11-24T12:03:07.122+01:00  signed-out  home  alice@example.org  asked=...  sent=...  by=answer  after=4002  ~1a2b3c4d
/// ```
///
/// Time, word, service and address come first; then fields `name=value`, of which unknown ones are passed over; then
/// `~` and the ``Checksum`` of all bytes before its tab. The words and their fields:
///
/// | word | fields |
/// |---|---|
/// | `sign-in` | |
/// | `signed-in` | `began` |
/// | `sign-in-failed` | `began`, `why` |
/// | `session-ended` | `why` |
/// | `signed-out` | `asked`, `sent` (if it was), `by`, `after` (milliseconds, where the ending has it), `passed`, `why` |
///
/// `by` is `closing-tag`, `error` or `close-notify` where the server answered, and `passed` then the number of stanzas or
/// lines between the command and the answer, unless it is 0; otherwise `by` is `closed`, `lost`, `unsent`, `not-waited-for`, `limit` or `cancelled`. A line that was not
/// finished, when the program or the machine died, has no check sum, and means nothing; a later start completes it
/// with ``torn``.
enum JournalFormat {
    /// The first line, with the version.
    static let header = Array("porchlight journal 1\n".utf8)
    /// The beginning of the first line of every version.
    static let family = Array("porchlight journal ".utf8)
    /// What a line that was not finished is completed with.
    static let torn = Array("\t~torn\n".utf8)

    /// The record as a line, with its line end.
    static func line(_ record: JournalRecord) -> [UInt8] {
        var fields = [record.time.written]
        fields += [
            word(record.happening), JournalText.clean(record.service), JournalText.clean(record.address),
        ]
        fields += pairs(record.happening).map { $0 + "=" + JournalText.clean($1) }
        let bytes = Array(fields.joined(separator: "\t").utf8)
        return bytes + Array("\t~".utf8) + Checksum.of(bytes) + [UInt8(ascii: "\n")]
    }

    private static func word(_ happening: JournalRecord.Happening) -> String {
        switch happening {
        case .signInBegan: "sign-in"
        case .signedIn: "signed-in"
        case .signInFailed: "sign-in-failed"
        case .sessionEnded: "session-ended"
        case .signedOut: "signed-out"
        }
    }

    private static func pairs(_ happening: JournalRecord.Happening) -> [(String, String)] {
        switch happening {
        case .signInBegan: return []
        case .signedIn(let began): return [("began", began.written)]
        case .signInFailed(let began, let reason): return [("began", began.written), ("why", reason)]
        case .sessionEnded(let reason): return [("why", reason)]
        case .signedOut(let receipt):
            let sent = receipt.sent.map { [("sent", $0.written)] } ?? []
            return [("asked", receipt.asked.written)] + sent + pairs(receipt.ending)
        }
    }

    private static func pairs(_ ending: SignOutEnding) -> [(String, String)] {
        switch ending {
        case .acknowledged(let after, let answer):
            [("by", answer.element.word), ("after", milliseconds(after))] + passed(answer.passed)
        case .closedByServer: [("by", "closed")]
        case .connectionLost(let reason): [("by", "lost"), ("why", reason)]
        case .couldNotSend(let reason): [("by", "unsent"), ("why", reason)]
        case .abandoned(let after): [("by", "not-waited-for"), ("after", milliseconds(after))]
        case .limitReached(let after): [("by", "limit"), ("after", milliseconds(after))]
        case .cancelledBeforeSignIn: [("by", "cancelled")]
        }
    }

    private static func passed(_ count: Int) -> [(String, String)] {
        count == 0 ? [] : [("passed", String(count))]
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return String(overflow ? .max : whole + attoseconds / 1_000_000_000_000_000)
    }
}

extension SignOutAnswer.Element {
    /// The answer in a line.
    var word: String {
        switch self {
        case .closingTag: "closing-tag"
        case .error: "error"
        case .closeNotify: "close-notify"
        }
    }
}

import Journal
import Messenger

/// 2026-11-24 12:03:07.122 at one hour ahead of UTC, and so many milliseconds later.
func time(_ later: Int64 = 0) -> JournalTime {
    JournalTime(milliseconds: 1_795_518_187_122 + later, offset: 60)
}

func record(_ happening: JournalRecord.Happening, _ later: Int64 = 0, service: String = "home")
    -> JournalRecord
{
    JournalRecord(time: time(later), service: service, address: "alice@example.org", happening: happening)
}

func signedOut(_ ending: SignOutEnding, sent: JournalTime? = time(1)) -> JournalRecord.Happening {
    .signedOut(JournalRecord.Receipt(asked: time(), sent: sent, ending: ending))
}

/// One of each kind.
let everyHappening: [JournalRecord.Happening] = [
    .signInBegan, .signedIn(began: time(-1200)), .signInFailed(began: time(-5), reason: "wrong password"),
    .sessionEnded(reason: "signed in elsewhere"),
    signedOut(.acknowledged(after: .milliseconds(4002), by: SignOutAnswer(.closingTag))),
    signedOut(.acknowledged(after: .zero, by: SignOutAnswer(.error, passed: 20_000))),
    signedOut(.acknowledged(after: .zero, by: SignOutAnswer(.closeNotify))), signedOut(.closedByServer),
    signedOut(.connectionLost(reason: "reset")),
    signedOut(.couldNotSend(reason: "a=b \u{e4}"), sent: nil), signedOut(.abandoned(after: .seconds(7))),
    signedOut(.limitReached(after: .seconds(5)), sent: nil), signedOut(.cancelledBeforeSignIn, sent: nil),
]

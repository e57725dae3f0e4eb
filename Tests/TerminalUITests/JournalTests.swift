import Messenger
import Testing

@testable import TerminalUI

private let lines = [
    JournalLine(text: "5 Jan 13:04  work: sign-out could not be told (send buffer full)", kind: .unconfirmed),
    JournalLine(
        text:
            "5 Jan 13:04  home: sign-out asked for at 13:04:07, sent at 13:04:07, not answered: not waited for, 7 s",
        kind: .unconfirmed),
    JournalLine(
        text: "5 Jan 13:04  libera: signed out, acknowledged in 12 ms by \u{1b}ERROR", kind: .confirmed),
    JournalLine(text: "5 Jan 12:58  home: signed in", kind: .neutral),
]

@Suite struct JournalTests {
    @Test("J asks for the journal and shows it, the newest first; what nobody confirmed is marked")
    func shows() {
        var scene = Scene.signedInThrice()
        scene.type("J")
        #expect(scene.takeCommands() == [.showJournal])
        #expect(scene.draw().lines.contains { $0.contains("reading ...") })
        scene.update(.journalRead(lines))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 3/3                          │ Bob                                   │
            │   ● Bob (home)     available           │ bob@example.org · home                │
            │   ● bob (libera)   unverified · availa…│ ● Available                           │
            │   ◐ Carol … (home) back at three       │ since 13:00                           │
            │ ▾ Work 1/1                             │                                       │
            │   ◉ Erin (work)    on the phone        │                                       │
            │  ┌─ Journal · ! not confirmed ──────────────────────────────────────────────┐  │
            │  │ ! 5 Jan 13:04  work: sign-out could not be told (send buffer full)       │  │
            │  │ ! 5 Jan 13:04  home: sign-out asked for at 13:04:07, sent at 13:04:07,   │  │
            │  │   not answered: not waited for, 7 s                                      │  │
            │  │   5 Jan 13:04  libera: signed out, acknowledged in 12 ms by �ERROR       │  │
            │  │   5 Jan 12:58  home: signed in                                           │  │
            │  └──────────────────────────────────────────────────────────────────────────┘  │
            │                                        │                                       │
            │                                        │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ● home    online as Available         │
            │                                        │   also signed in: phone, laptop       │
            │                                        │ ● libera  online as Available         │
            │                                        │ ● work    online as Available         │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online, libera online, work online    Esc leave  o sign out │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("on a narrow terminal long lines go on below, and the journal scrolls")
    func scrolls() {
        var scene = Scene.signedInThrice(rows: 10, columns: 50)
        scene.type("J")
        scene.update(.journalRead(lines))
        scene.press(.end, .up, .down, .down)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ┌─ Journal · ! not confirmed ──────────────────┐ │
            │ │ ! 5 Jan 13:04  home: sign-out asked for at   │ │
            │ │   13:04:07, sent at 13:04:07, not answered:  │ │
            │ │   not waited for, 7 s                        │ │
            │ │   5 Jan 13:04  libera: signed out,           │ │
            │ │   acknowledged in 12 ms by �ERROR            │ │
            │ │   5 Jan 12:58  home: signed in               │ │
            │ └──────────────────────────────────────────────┘ │
            │ ● Available · 3 of 3 online            Esc leave │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("an empty journal says so")
    func empty() {
        var scene = Scene.signedIn()
        scene.type("J")
        scene.update(.journalRead([]))
        #expect(scene.draw().lines.contains { $0.contains("nothing yet") })
        #expect(!scene.draw().lines.contains { $0.contains("not confirmed") })
    }

    @Test("J and Esc leave the journal, and other keys act", arguments: [Key.text("J"), .escape, .enter])
    func leaves(key: Key) {
        var scene = Scene.signedIn()
        let before = scene.draw()
        scene.type("J")
        scene.press(key)
        #expect(scene.draw() == before)
        _ = scene.takeCommands()
        scene.type("Jo")
        #expect(scene.takeCommands() == [.showJournal, .signOut])
    }

    @Test("a journal that comes when it is not open any more changes nothing")
    func comesLate() {
        var scene = Scene.signedIn()
        let before = scene.draw()
        scene.type("J")
        scene.press(.escape)
        scene.update(.journalRead(lines))
        #expect(scene.draw() == before)
    }

    @Test("told again while it is open the journal keeps its place, as far as there is one")
    func toldAgain() {
        var scene = Scene.signedIn(rows: 10, columns: 50)
        scene.type("J")
        scene.update(.journalRead(lines + lines))
        scene.press(.down)
        let before = scene.draw()
        scene.update(.journalRead(lines + lines))
        #expect(scene.draw() == before)
        scene.press(.end)
        scene.update(.journalRead([lines[3]]))
        #expect(scene.draw().lines.contains { $0.contains("home: signed in") })
        scene.update(.journalRead(lines + lines))
        #expect(scene.draw().lines[2].contains("! 5 Jan 13:04  work"))
    }

    @Test("the journal never covers Disconnecting", arguments: [1, 2, 5, 10, 24])
    func neverCovers(rows: Int) {
        var scene = Scene.signedIn(rows: rows, columns: 50)
        scene.type("J")
        scene.update(.journalRead(Array(repeating: lines, count: 10).flatMap(\.self)))
        scene.beginSignOut(0)
        #expect(scene.statusLine().contains("Disconnecting 0 s: home"))
    }
}

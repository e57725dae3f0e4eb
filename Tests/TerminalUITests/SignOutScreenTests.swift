import Messenger
import Testing

@testable import TerminalUI

@Suite struct SignOutScreenTests {
    @Test("disconnecting from one service: the list stays, the seconds count")
    func disconnecting() {
        var scene = Scene.signedIn()
        scene.beginSignOut(0)
        scene.wait(.seconds(4))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                alice@example.org  Disconnecting │
            │ ─────────────────────────────────────┬──────────────────────────────────── │
            │ ▾ Friends 2/3                        │ Bob                                 │
            │   ● Bob           in the garden      │ bob@example.org · home              │
            │   ◐ Carol         back at three      │ ● Available "in the garden"         │
            │   ○ Dave          last seen 2 h ago  │ since 13:00                         │
            │ ▾ Work 1/1                           │ phone (5) · laptop (0) away         │
            │   ◉ Erin          on the phone       │                                     │
            │ ▾ Contacts 0/1                       │                                     │
            │   ○ frank@exampl… offline            │                                     │
            │ ─────────────────────────────────────┴──────────────────────────────────── │
            │ ◌ Disconnecting 4 s: home                             o don't wait  ? help │
            └────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("disconnecting from two services, one of which has answered")
    func disconnectingTwo() {
        var scene = Scene.signedInTwice()
        scene.beginSignOut(0, 1)
        scene.wait(.milliseconds(1500))
        scene.endSignOut(1, .acknowledged(after: .milliseconds(1500), by: SignOutAnswer(.closingTag)))
        scene.wait(.milliseconds(2500))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                alice@example.org  Disconnecting │
            │ ─────────────────────────────────────┬──────────────────────────────────── │
            │ ▾ Friends 1/2                        │ Bob                                 │
            │   ● Bob (home)    available          │ bob@example.org · home              │
            │   ? Zoe (irc)     as of 13:00        │ ● Available                         │
            │ ▾ Contacts 0/1                       │ since 13:00                         │
            │   ? bob (irc)     as of 13:00        │                                     │
            │                                      │                                     │
            │ ─────────────────────────────────────┴──────────────────────────────────── │
            │ ◌ Disconnecting 4 s: home (irc answered)              o don't wait  ? help │
            └────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("no overlay covers Disconnecting")
    func disconnectingUnderHelp() {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        scene.type("?")
        scene.beginSignOut(0)
        scene.wait(.seconds(61))
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight      alice@example.org  Disconnecting │
            │ ┌─ Keys ───────────────────────────────────────┐ │
            │ │ i            sign in                         │ │
            │ │ o            sign out of everything; again:… │ │
            │ │ s            set status and status text      │ │
            │ │ q            sign out and quit; again: at o… │ │
            │ │ : Ctrl-P     everything by name              │ │
            │ │ ?            this help                       │ │
            │ │ ↑ k ↓ j      up, down                        │ │
            │ │ PgUp PgDn    a page up, a page down          │ │
            │ │ g Home G End to the first, to the last       │ │
            │ │ Enter        open a contact, fold a group    │ │
            │ │ /            filter by typing; Esc leaves it │ │
            │ └───────────────────────────────────── ↓ more ─┘ │
            │ ◌ Disconnecting 1 min 1 s: home     o don't wait │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("signed out: the contacts are unknown, not offline")
    func signedOut() {
        var scene = Scene.signedIn()
        scene.beginSignOut(0)
        scene.wait(.seconds(4))
        scene.finishSignOut(0, .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag)))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                      alice@example.org  Offline │
            │ ─────────────────────────────────────┬──────────────────────────────────── │
            │ ▾ Friends 0/3                        │ Bob                                 │
            │   ? Bob           as of 15:00        │ bob@example.org · home              │
            │   ? Carol         as of 15:00        │ ? Unknown, as of 15:00              │
            │   ? Dave          as of 15:00        │                                     │
            │ ▾ Work 0/1                           │                                     │
            │   ? Erin          as of 15:00        │                                     │
            │ ▾ Contacts 0/1                       │                                     │
            │   ? frank@exampl… as of 15:00        │                                     │
            │ ─────────────────────────────────────┴──────────────────────────────────── │
            │ Signed out: home acknowledged in 12 ms           i sign in  q quit  ? help │
            └────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("quitting says how long it waits at most")
    func quitting() {
        var scene = Scene.signedIn(rows: 8, columns: 76)
        scene.type("q")
        scene.beginSignOut(0)
        scene.wait(.seconds(1))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                alice@example.org  Disconnecting │
            │ ─────────────────────────────────────┬──────────────────────────────────── │
            │ ▾ Friends 2/3                        │ Bob                                 │
            │   ● Bob           in the garden      │ bob@example.org · home              │
            │   ◐ Carol         back at three      │ ● Available "in the garden"         │
            │   ○ Dave          last seen 2 h ago  │ since 13:00                         │
            │ ─────────────────────────────────────┴──────────────────────────────────── │
            │ ◌ Disconnecting 1 s: home, quitting in at most 5 s      q quit now  ? help │
            └────────────────────────────────────────────────────────────────────────────┘
            """)
    }
}

import Messenger
import Testing

@testable import TerminalUI

@Suite struct OverlayTests {
    @Test("without any account the sign-in form is open; a password is dots")
    func form() {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────┐
            │ Porchlight                                             Offline │
            │ ───────────────────────────────┬────────────────────────────── │
            │                                │                               │
            │                                │                               │
            │  ┌─ Sign in ────────────────────────────────────────────────┐  │
            │  │ Address   alice@example.org                              │  │
            │  │ Password  •••                                            │  │
            │  │ Server                                                   │  │
            │  │           host:port, or empty: found by the address      │  │
            │  │                                                          │  │
            │  │ Enter signs in, Tab goes on, Esc leaves.                 │  │
            │  └──────────────────────────────────────────────────────────┘  │
            │                                │                               │
            │                                │                               │
            │ ───────────────────────────────┴────────────────────────────── │
            │ ○ Offline                             Enter sign in  Esc leave │
            └────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("the form says that it is being tried")
    func formTrying() {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────┐
            │ Porchlight                                             Offline │
            │ ───────────────────────────────┬────────────────────────────── │
            │                                │                               │
            │                                │                               │
            │  ┌─ Sign in ────────────────────────────────────────────────┐  │
            │  │ Address   alice@example.org                              │  │
            │  │ Password  •••                                            │  │
            │  │ Server                                                   │  │
            │  │           host:port, or empty: found by the address      │  │
            │  │                                                          │  │
            │  │ ◌ Signing in ...                                         │  │
            │  └──────────────────────────────────────────────────────────┘  │
            │                                │                               │
            │                                │                               │
            │ ───────────────────────────────┴────────────────────────────── │
            │ ○ Offline                                           Esc cancel │
            └────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("a form that did not do stays, with the reason and what was entered")
    func formRefused() {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.tab)
        scene.type("127.0.0.1:1")
        scene.press(.enter)
        scene.update(.formRefused(reason: "connecting: 127.0.0.1 port 1 refused the connection"))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────┐
            │ Porchlight                                             Offline │
            │ ───────────────────────────────┬────────────────────────────── │
            │                                │                               │
            │                                │                               │
            │  ┌─ Sign in ────────────────────────────────────────────────┐  │
            │  │ Address   alice@example.org                              │  │
            │  │ Password  •••                                            │  │
            │  │ Server    127.0.0.1:1                                    │  │
            │  │           host:port, or empty: found by the address      │  │
            │  │                                                          │  │
            │  │ connecting: 127.0.0.1 port 1 refused the connection      │  │
            │  └──────────────────────────────────────────────────────────┘  │
            │                                │                               │
            │                                │                               │
            │ ───────────────────────────────┴────────────────────────────── │
            │ ○ Offline                             Enter sign in  Esc leave │
            └────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("on a small screen the form still shows the field that is edited")
    func formSmall() {
        var scene = Scene(services: [], rows: 4, columns: 26)
        scene.type("alice@example.org")
        scene.press(.tab, .tab)
        scene.type("127.0.0.1:5222")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────┐
            │Porchlight         Offline│
            │Password                  │
            │Server    127.0.0.1:5222  │
            │○ Offline    Enter sign in│
            └──────────────────────────┘
            """)
    }

    @Test("a wrong password is asked for again, with the reason")
    func passwordForm() {
        var scene = Scene(rows: 12, columns: 64)
        scene.changeStatus(0, .connecting)
        scene.fail(0, "signing in: wrong password", .password)
        scene.type("i")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────┐
            │ Porchlight                          alice@example.org  Offline │
            │ ───────────────────────────────┬────────────────────────────── │
            │                                │                               │
            │  ┌─ Sign in: home ──────────────────────────────────────────┐  │
            │  │ Address   alice@example.org                              │  │
            │  │ Password                                                 │  │
            │  │                                                          │  │
            │  │ signing in: wrong password                               │  │
            │  └──────────────────────────────────────────────────────────┘  │
            │                                │                               │
            │ ───────────────────────────────┴────────────────────────────── │
            │ ○ Offline · home: signing in: wrong password     Enter sign in │
            └────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("the status picker: arrows choose, letters are the status text")
    func picker() {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        scene.type("s")
        scene.press(.down)
        scene.type("quo")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ ┌─ Status ─────────────────────────────────┐   │
            │   │   ● Available                            │   │
            │   │ ▸ ◉ Busy                                 │   │
            │   │   ◐ Be right back                        │   │
            │ ▾ │   ◐ Away                                 │   │
            │   │   ◉ On the phone                         │   │
            │ ▾ │   ◐ Out to lunch                         │   │
            │   │   ○ Invisible                            │   │
            │   │                                          │   │
            │   │ Text  quo                                │   │
            │   └──────────────────────────────────────────┘   │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online   Enter set  Esc leave │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("the help names every key that does something")
    func help() {
        var scene = Scene.signedIn(rows: 24, columns: 80)
        scene.type("?")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ─────────┌─ Keys ──────────────────────────────────────────────────┐────────── │
            │ ▾ Friends│ i            sign in                                    │           │
            │   ● Bob  │ o            sign out of everything; again: don't wait  │           │
            │   ◐ Carol│ s            set status and status text                 │           │
            │   ○ Dave │ q            sign out and quit; again: at once          │           │
            │ ▾ Work 1/│ : Ctrl-P     everything by name                         │           │
            │   ◉ Erin │ ?            this help                                  │           │
            │ ▾ Contact│ ↑ k ↓ j      up, down                                   │           │
            │   ○ frank│ PgUp PgDn    a page up, a page down                     │           │
            │          │ g Home G End to the first, to the last                  │           │
            │          │ Enter        open a contact, fold a group               │           │
            │          │ /            filter by typing; Esc leaves it            │           │
            │          │ y            let whoever asks see you                   │           │
            │          │ n            refuse whoever asks                        │           │
            │          │ a            add a contact                              │           │
            │          │ e            give a contact a name and groups           │           │
            │          │ x            remove a contact                           │           │
            │          │ b            block or unblock a contact                 │           │
            │          │ m            merge two contacts into one person         │           │
            │          │ H            show or hide offline contacts              │           │
            │          │ z            order by presence or by name               │           │
            │ ─────────└──────────────────────────────────────────────── ↓ more ─┘────────── │
            │ ● Available · home online                      Esc leave  o sign out  s status │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("on a small screen the help scrolls")
    func helpScrolled() {
        var scene = Scene.signedIn(rows: 10, columns: 50)
        scene.type("?")
        scene.press(.pageDown, .down)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ┌─ Keys ───────────────────────────────────────┐ │
            │ │ ↑ k ↓ j      up, down                        │ │
            │ │ PgUp PgDn    a page up, a page down          │ │
            │ │ g Home G End to the first, to the last       │ │
            │ │ Enter        open a contact, fold a group    │ │
            │ │ /            filter by typing; Esc leaves it │ │
            │ │ y            let whoever asks see you        │ │
            │ └───────────────────────────────────── ↓ more ─┘ │
            │ ● Available · home online  Esc leave  o sign out │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("after the first sign-in the account may be kept")
    func keepQuestion() {
        var scene = Scene(services: [], rows: 12, columns: 60)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.enter)
        scene.update(.stateReplaced(Scene(services: [.home]).model.state))
        scene.signIn(0)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────┐
            │ Porchlight                    alice@example.org  Available │
            │ ─────────────────────────────┬──────────────────────────── │
            │ No contacts yet.             │                             │
            │    ┌─ Keep this account? ─────────────────────────────┐    │
            │    │ alice@example.org is signed in. Keep it for the  │    │
            │    │ next start? The password is never kept.          │    │
            │    │                                                  │    │
            │    │ y keep  n don't                                  │    │
            │    └──────────────────────────────────────────────────┘    │
            │                              │                             │
            │ ─────────────────────────────┴──────────────────────────── │
            │ ● Available · home online                  y keep  n don't │
            └────────────────────────────────────────────────────────────┘
            """)
    }
}

import Messenger
import Testing

@testable import TerminalUI

@Suite struct ScreenTests {
    @Test("signed in, 80 by 24")
    func signedInWide() {
        var scene = Scene.signedIn(rows: 24, columns: 80)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 2/3                          │ Bob                                   │
            │   ● Bob            in the garden       │ bob@example.org · home                │
            │   ◐ Carol          back at three       │ ● Available "in the garden"           │
            │   ○ Dave           last seen 2 h ago   │ since 13:00                           │
            │ ▾ Work 1/1                             │ phone (5) · laptop (0) away           │
            │   ◉ Erin           on the phone        │                                       │
            │ ▾ Contacts 0/1                         │                                       │
            │   ○ frank@example… offline             │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                         o sign out  s status  ? help │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("signed in, 50 by 15: the list alone")
    func signedInNarrow() {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 2/3                                    │
            │   ● Bob               in the garden              │
            │   ◐ Carol             back at three              │
            │   ○ Dave              last seen 2 h ago          │
            │ ▾ Work 1/1                                       │
            │   ◉ Erin              on the phone               │
            │ ▾ Contacts 0/1                                   │
            │   ○ frank@example.org offline                    │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online   o sign out  s status │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("signed in, 20 by 3: one contact and the status line")
    func signedInTiny() {
        var scene = Scene.signedIn(rows: 3, columns: 20)
        expect(
            scene.draw(),
            """
            ┌────────────────────┐
            │           Available│
            │● Bob               │
            │● Available         │
            └────────────────────┘
            """)
    }

    @Test("where the locale is not UTF-8 every symbol is a letter or a sign of ASCII")
    func asciiOnly() {
        var scene = Scene.signedIn(rows: 9, columns: 62, glyphs: .ascii)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────────────────┐
            │ Porchlight                      alice@example.org  Available │
            │ ------------------------------+----------------------------- │
            │ v Friends 2/3                 | Bob                          │
            │   * Bob        in the garden  | bob@example.org - home       │
            │   a Carol      back at three  | * Available "in the garden"  │
            │   . Dave       last seen 2 h ~| since 13:00                  │
            │ v Work 1/1                    | phone (5) - laptop (0) away  │
            │ ------------------------------+----------------------------- │
            │ * Available - home online       o sign out  s status  ? help │
            └──────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("Enter opens a contact alone where there is no room beside the list")
    func detailsAlone() {
        var scene = Scene.signedIn(rows: 12, columns: 40)
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────┐
            │           alice@example.org  Available │
            │ ────────────────────────────────────── │
            │ Bob                                    │
            │ bob@example.org · home                 │
            │ ● Available "in the garden"            │
            │ since 13:00                            │
            │ phone (5) · laptop (0) away            │
            │ in Friends                             │
            │                                        │
            │ ▸ m  merge with another contact        │
            │ ────────────────────────────────────── │
            │ ● Available · home online    Esc leave │
            └────────────────────────────────────────┘
            """)
    }

    @Test("a folded group keeps its counts")
    func folded() {
        var scene = Scene.signedIn(rows: 12, columns: 50)
        scene.type("g")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▸ Friends 2/3                                    │
            │ ▾ Work 1/1                                       │
            │   ◉ Erin              on the phone               │
            │ ▾ Contacts 0/1                                   │
            │   ○ frank@example.org offline                    │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online   o sign out  s status │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("the filter has its own row above the status line")
    func filtered() {
        var scene = Scene.signedIn(rows: 12, columns: 50)
        scene.type("/cA")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 2/3                                    │
            │   ◐ Carol             back at three              │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ Filter: cA                                       │
            │ ● Available · home online  Enter keep  Esc leave │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("with two services each contact and each word names its service")
    func twoServices() {
        var scene = Scene.signedInTwice()
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                    alice@example.org  Available │
            │ ─────────────────────────────────────┬──────────────────────────────────── │
            │ ▾ Friends 2/2                        │ Bob                                 │
            │   ● Bob (home)    available          │ bob@example.org · home              │
            │   ◉ Zoe (irc)     busy               │ ● Available                         │
            │ ▾ Contacts 0/1                       │ since 13:00                         │
            │   ○ bob (irc)     offline            │                                     │
            │                                      │                                     │
            │ ─────────────────────────────────────┴──────────────────────────────────── │
            │ ● Available · home online, irc online         o sign out  s status  ? help │
            └────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("not signed in")
    func offline() {
        var scene = Scene(rows: 8, columns: 60)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────┐
            │ Porchlight                      alice@example.org  Offline │
            │ ─────────────────────────────┬──────────────────────────── │
            │ Not signed in: i signs in.   │                             │
            │                              │                             │
            │                              │                             │
            │                              │                             │
            │ ─────────────────────────────┴──────────────────────────── │
            │ ○ Offline                        i sign in  q quit  ? help │
            └────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("signing in")
    func connecting() {
        var scene = Scene(rows: 8, columns: 60)
        scene.changeStatus(0, .connecting)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────┐
            │ Porchlight                   alice@example.org  Connecting │
            │ ─────────────────────────────┬──────────────────────────── │
            │                              │                             │
            │                              │                             │
            │                              │                             │
            │                              │                             │
            │ ─────────────────────────────┴──────────────────────────── │
            │ ◌ Connecting: home                        o cancel  ? help │
            └────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("a failed sign-in says where and why")
    func failed() {
        var scene = Scene(rows: 8, columns: 70)
        scene.changeStatus(0, .connecting)
        scene.fail(0, "secure connection: the certificate is not valid for example.org", .person)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                alice@example.org  Offline │
            │ ──────────────────────────────────┬───────────────────────────────── │
            │ home: secure connection: the      │                                  │
            │ certificate is not valid for      │                                  │
            │ example.org                       │                                  │
            │ Not signed in: i signs in.        │                                  │
            │ ──────────────────────────────────┴───────────────────────────────── │
            │ home: secure connection: the certificate is not valid for example.o… │
            └──────────────────────────────────────────────────────────────────────┘
            """)
    }
}

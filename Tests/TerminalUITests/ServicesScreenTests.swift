import Messenger
import Testing

@testable import TerminalUI

/// All three were asked; libera has answered, work is still owed.
private func partlyAnswered(rows: Int = 24, columns: Int = 80) -> Scene {
    var scene = Scene.signedInThrice(rows: rows, columns: columns)
    scene.beginSignOut(0, 1, 2)
    scene.wait(.milliseconds(12))
    scene.endSignOut(1, .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag)))
    scene.wait(.milliseconds(4000))
    return scene
}

/// One answered, one did not, one could not be told.
private func ended(rows: Int = 24, columns: Int = 80) -> Scene {
    var scene = partlyAnswered(rows: rows, columns: columns)
    scene.endSignOut(2, .couldNotSend(reason: "the send buffer is full"))
    scene.wait(.seconds(3))
    scene.endSignOut(0, .abandoned(after: .seconds(7)))
    scene.report([
        (1, .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag))),
        (2, .couldNotSend(reason: "the send buffer is full")),
        (0, .abandoned(after: .seconds(7))),
    ])
    return scene
}

@Suite struct ServicesScreenTests {
    @Test("three services signed in: each has its row, with one's own other connections")
    func online() {
        var scene = Scene.signedInThrice()
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
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ● home    online as Available         │
            │                                        │   also signed in: phone, laptop       │
            │                                        │ ● libera  online as Available         │
            │                                        │ ● work    online as Available         │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online, libera online, work online     o sign out  s status │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("while signing out the services say who has answered and who is owed")
    func disconnecting() {
        var scene = partlyAnswered()
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                    alice@example.org  Disconnecting │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 2/3                          │ Bob                                   │
            │   ● Bob (home)     available           │ bob@example.org · home                │
            │   ◐ Carol … (home) back at three       │ ● Available                           │
            │   ? bob (libera)   as of 13:00         │ since 13:00                           │
            │ ▾ Work 1/1                             │                                       │
            │   ◉ Erin (work)    on the phone        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ◌ home    Disconnecting 4 s           │
            │                                        │   also signed in: phone, laptop       │
            │                                        │ ○ libera  signed out: acknowledged in │
            │                                        │           12 ms                       │
            │                                        │ ◌ work    Disconnecting 4 s           │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ◌ Disconnecting 4 s: home, work (libera answered)         o don't wait  ? help │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("afterwards each service has its result")
    func results() {
        var scene = ended()
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                          alice@example.org  Offline │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 0/3                          │ Bob                                   │
            │   ? Bob (home)     as of 13:00         │ bob@example.org · home                │
            │   ? bob (libera)   as of 13:00         │ ? Unknown, as of 13:00                │
            │   ? Carol … (home) as of 13:00         │                                       │
            │ ▾ Work 0/1                             │                                       │
            │   ? Erin (work)    as of 13:00         │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ! home    did not confirm (not waited │
            │                                        │           for, 7 s)                   │
            │                                        │   contacts may still see you until    │
            │                                        │   the server notices                  │
            │                                        │ ○ libera  signed out: acknowledged in │
            │                                        │           12 ms                       │
            │                                        │ ! work    could not be told (the send │
            │                                        │           buffer is full)             │
            │                                        │   contacts may still see you until    │
            │                                        │   the server notices                  │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ Signed out: libera acknowledged, work could not be told, home did not confirm  │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("on a narrow terminal Tab shows the services")
    func narrow() {
        var scene = partlyAnswered(rows: 15, columns: 50)
        scene.press(.tab)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight      alice@example.org  Disconnecting │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 2/3                                    │
            │   ● Bob (home)        available                  │
            │ ┌─ Services ───────────────────────────────────┐ │
            │ │ ◌ home    Disconnecting 4 s                  │ │
            │ │   also signed in: phone, laptop              │ │
            │ │ ○ libera  signed out: acknowledged in 12 ms  │ │
            │ │ ◌ work    Disconnecting 4 s                  │ │
            │ └──────────────────────────────────────────────┘ │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ◌ Disconnecting 4 s: 2 of 3 owed    o don't wait │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("results on a narrow terminal scroll when there are too many")
    func narrowResults() {
        var scene = ended(rows: 15, columns: 50)
        scene.press(.tab, .down)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight            alice@example.org  Offline │
            │ ──────────────────────────────────────────────── │
            │ ┌─ Services ───────────────────────────────────┐ │
            │ │ ! home    did not confirm (not waited for, 7 │ │
            │ │           s)                                 │ │
            │ │   contacts may still see you until the       │ │
            │ │   server notices                             │ │
            │ │ ○ libera  signed out: acknowledged in 12 ms  │ │
            │ │ ! work    could not be told (the send buffer │ │
            │ │           is full)                           │ │
            │ │   contacts may still see you until the       │ │
            │ │   server notices                             │ │
            │ └──────────────────────────────────────────────┘ │
            │ ──────────────────────────────────────────────── │
            │ Signed out: 2 did not confirm          Esc leave │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("on a narrow terminal the list ends with who may still see us")
    func narrowReminder() {
        var scene = ended(rows: 15, columns: 50)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight            alice@example.org  Offline │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 0/3                                    │
            │   ? Bob (home)        as of 13:00                │
            │   ? bob (libera)      as of 13:00                │
            │   ? Carol Mag… (home) as of 13:00                │
            │ ▾ Work 0/1                                       │
            │   ? Erin (work)       as of 13:00                │
            │                                                  │
            │                                                  │
            │                                                  │
            │ home, work: contacts may still see you until the │
            │ server notices                                   │
            │ ──────────────────────────────────────────────── │
            │ Signed out: 2 did not confirm  i sign in  q quit │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("where there is no room for sentences each service keeps one row")
    func short() {
        var scene = ended(rows: 14, columns: 80)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                          alice@example.org  Offline │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 0/3                          │ Bob                                   │
            │   ? Bob (home)     as of 13:00         │ bob@example.org · home                │
            │   ? bob (libera)   as of 13:00         │ ? Unknown, as of 13:00                │
            │   ? Carol … (home) as of 13:00         │                                       │
            │ ▾ Work 0/1                             │                                       │
            │   ? Erin (work)    as of 13:00         │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ! home    did not confirm (not waite… │
            │ home, work: contacts may still see you │ ○ libera  signed out: acknowledged i… │
            │ until the server notices               │ ! work    could not be told (the sen… │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ Signed out: libera acknowledged, work could not be told, home did not confirm  │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("one service: its own row appears with one's own other connections")
    func oneServiceGhosts() {
        var scene = Scene.signedIn(rows: 24, columns: 80)
        scene.ownResources(0, "phone", "lap\u{1b}top", "")
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
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ● home  online as Available           │
            │                                        │   also signed in: phone, lap�top,     │
            │                                        │   without a name                      │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                         o sign out  s status  ? help │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("one service: a sign-out that was not confirmed says who may still see us")
    func oneServiceUnconfirmed() {
        var scene = Scene.signedIn(rows: 24, columns: 80)
        scene.beginSignOut(0)
        scene.wait(.seconds(7))
        scene.finishSignOut(0, .abandoned(after: .seconds(7)))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                          alice@example.org  Offline │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 0/3                          │ Bob                                   │
            │   ? Bob            as of 15:00         │ bob@example.org · home                │
            │   ? Carol          as of 15:00         │ ? Unknown, as of 15:00                │
            │   ? Dave           as of 15:00         │                                       │
            │ ▾ Work 0/1                             │                                       │
            │   ? Erin           as of 15:00         │                                       │
            │ ▾ Contacts 0/1                         │                                       │
            │   ? frank@example… as of 15:00         │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ! home  did not confirm (not waited   │
            │                                        │         for, 7 s)                     │
            │                                        │   contacts may still see you until    │
            │                                        │   the server notices                  │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ Signed out: home did not confirm (not waited for, 7 s)       i sign in  q quit │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("one service on a narrow terminal: the same below the list")
    func oneServiceUnconfirmedNarrow() {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        scene.beginSignOut(0)
        scene.finishSignOut(0, .closedByServer)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight            alice@example.org  Offline │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 0/3                                    │
            │   ? Bob               as of 15:00                │
            │   ? Carol             as of 15:00                │
            │   ? Dave              as of 15:00                │
            │ ▾ Work 0/1                                       │
            │   ? Erin              as of 15:00                │
            │ ▾ Contacts 0/1                                   │
            │   ? frank@example.org as of 15:00                │
            │                                                  │
            │ contacts may still see you until the server      │
            │ notices                                          │
            │ ──────────────────────────────────────────────── │
            │ Signed out: home did not confirm       i sign in │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("a service that broke off counts down, and one that cannot come up says why")
    func troubles() {
        var scene = Scene.signedInThrice()
        scene.tell(.contactsUnknown(ServiceID(index: 1), asOf: scene.now))
        scene.fail(1, "connection lost", .wait)
        scene.tell(.retryPlanned(ServiceID(index: 1), at: scene.now.advanced(by: .seconds(8))))
        scene.fail(2, "secure connection: the certificate is not valid for corp.example", .person)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 2/3                          │ Bob                                   │
            │   ● Bob (home)     available           │ bob@example.org · home                │
            │   ◐ Carol … (home) back at three       │ ● Available                           │
            │   ? bob (libera)   as of 13:00         │ since 13:00                           │
            │ ▾ Work 0/1                             │                                       │
            │   ? Erin (work)    unknown             │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ● home    online as Available         │
            │                                        │   also signed in: phone, laptop       │
            │                                        │ ○ libera  again in 8 s: connection    │
            │                                        │           lost                        │
            │                                        │ ○ work    failed: secure connection:  │
            │                                        │           the certificate is not      │
            │                                        │           valid for corp.example      │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online, libera again in 8 s, work failed    i now  o cancel │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }
}

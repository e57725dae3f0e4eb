import Messenger
import Testing

@testable import TerminalUI

@Suite struct PickerTranslationTests {
    @Test("before a status is sent the picker says what each service makes of it")
    func everyService() {
        var scene = Scene.signedInThrice(rows: 15, columns: 50)
        scene.type("s")
        scene.press(.down)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──┌─ Status ─────────────────────────────────┐── │
            │ ▾ │   ● Available                            │   │
            │   │ ▸ ◉ Busy                                 │   │
            │   │   ◐ Be right back                        │   │
            │   │   ◐ Away                                 │   │
            │ ▾ │   ◉ On the phone                         │   │
            │   │   ◐ Out to lunch                         │   │
            │   │   ○ Invisible                            │   │
            │   │                                          │   │
            │   │ Text                                     │   │
            │   │ home: dnd, libera: AWAY Busy, work: dnd  │   │
            │   └──────────────────────────────────────────┘   │
            │ ──────────────────────────────────────────────── │
            │ ● Available · 3 of 3 online            Enter set │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("a status that a service cannot show is told so")
    func cannotBeShown() {
        var scene = Scene.signedInThrice(rows: 24, columns: 80)
        scene.type("s")
        scene.press(.up, .up, .up)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 3/3                          │ Bob                                   │
            │   ● Bob (home)     available           │ bob@example.org · home                │
            │   ● bob (libera)   unverified · availa…│ ● Available                           │
            │   ◐ Carol … (home┌─ Status ─────────────────────────────────┐                  │
            │ ▾ Work 1/1       │   ● Available                            │                  │
            │   ◉ Erin (work)  │   ◉ Busy                                 │                  │
            │                  │   ◐ Be right back                        │                  │
            │                  │   ◐ Away                                 │                  │
            │                  │ ▸ ◉ On the phone                         │                  │
            │                  │   ◐ Out to lunch                         │                  │
            │                  │   ○ Invisible                            │                  │
            │                  │                                          │                  │
            │                  │ Text                                     │                  │
            │                  │ home: dnd                                │                  │
            │                  │ libera: cannot be shown there            │                  │
            │                  │ work: dnd                                │───────────────── │
            │                  └──────────────────────────────────────────┘Available         │
            │                                        │   also signed in: phone, laptop       │
            │                                        │ ● libera  online as Available         │
            │                                        │ ● work    online as Available         │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online, libera online, work online     Enter set  Esc leave │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("one service's word is one line")
    func oneService() {
        var scene = Scene(services: [.wordedHome], rows: 15, columns: 50)
        scene.signIn(0)
        scene.type("s")
        scene.press(.up)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──┌─ Status ─────────────────────────────────┐── │
            │ No│   ● Available                            │   │
            │   │   ◉ Busy                                 │   │
            │   │   ◐ Be right back                        │   │
            │   │   ◐ Away                                 │   │
            │   │   ◉ On the phone                         │   │
            │   │   ◐ Out to lunch                         │   │
            │   │ ▸ ○ Invisible                            │   │
            │   │                                          │   │
            │   │ Text                                     │   │
            │   │ home: cannot be shown there              │   │
            │   └──────────────────────────────────────────┘   │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online   Enter set  Esc leave │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("where the lines do not fit they follow each other")
    func joined() {
        var scene = Scene.signedInThrice(rows: 13, columns: 50)
        scene.type("s")
        scene.press(.down)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──┌─ Status ─────────────────────────────────┐── │
            │ ▾ │   ● Available                            │   │
            │   │ ▸ ◉ Busy                                 │   │
            │   │   ◐ Be right back                        │   │
            │   │   ◐ Away                                 │   │
            │ ▾ │   ◉ On the phone                         │   │
            │   │   ◐ Out to lunch                         │   │
            │   │   ○ Invisible                            │   │
            │   │ Text                                     │   │
            │   │ home: dnd, libera: AWAY Busy, work: dnd  │   │
            │ ──└──────────────────────────────────────────┘── │
            │ ● Available · 3 of 3 online            Enter set │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("a service's words are shown, but no control of them")
    func hostileWords() {
        let description = ServiceDescription(
            name: "irc", address: "a", protocolName: "IRC", statusWords: [.available: "\u{1b}[2J"])
        var scene = Scene(services: [description], rows: 15, columns: 50)
        scene.type("s")
        #expect(scene.draw().lines.contains { $0.contains("irc: \u{fffd}[2J") })
    }

    @Test("a status that the service cannot show is told while one is signed in, too")
    func onlineAs() {
        var scene = Scene.signedInThrice()
        scene.tell(.ownPresenceChanged(OwnPresence(status: .onThePhone)))
        for service in 0..<3 { scene.changeStatus(service, .onThePhone) }
        let lines = scene.draw().lines
        #expect(lines.contains { $0.contains("◉ home    online as On the phone") })
        #expect(lines.contains { $0.contains("◉ libera  online, On the phone") })
    }
}

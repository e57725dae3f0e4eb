import Messenger
import Testing

@testable import TerminalUI

private func onIRC(_ presence: Presence, columns: Int = 76) -> Scene {
    var scene = Scene(services: [.irc], rows: 8, columns: columns)
    scene.signIn(0)
    scene.contacts([Contact(address: "bob", name: "", groups: [])])
    scene.presence(0, presence)
    return scene
}

private func lines(_ presence: Presence, columns: Int = 76) -> [String] {
    var scene = onIRC(presence, columns: columns)
    return scene.draw().lines
}

@Suite struct IdentityTests {
    @Test("an unverified nick is told in words, in the list and in the details")
    func unverified() {
        var scene = onIRC(Presence(status: .away, text: "back at three", identity: .unverified))
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                alice@irc.example.net  Available │
            │ ─────────────────────────────────────┬──────────────────────────────────── │
            │ ▾ Contacts 1/1                       │ bob                                 │
            │   ◐ bob           unverified · back …│ bob · irc                           │
            │                                      │ nick not verified: anyone can take  │
            │                                      │ it                                  │
            │ ─────────────────────────────────────┴──────────────────────────────────── │
            │ ● Available · irc online                      o sign out  s status  ? help │
            └────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test(
        "the details say whether the address stands for the person",
        arguments: [
            (Presence.Identity.unverified, "nick not verified: anyone can take it"),
            (.verified(account: "bob\u{1b}by"), "verified as bob\u{fffd}by"),
            (.unknown, "not known whether verified"),
        ])
    func details(identity: Presence.Identity, words: String) {
        let online = lines(Presence(status: .available, identity: identity), columns: 90)
        #expect(online.contains { $0.contains(words) })
        #expect(
            online.contains { $0.contains("● bob") && $0.contains("unverified") } == (identity == .unverified)
        )
        let offline = lines(Presence(status: .offline, identity: identity))
        #expect(!offline.contains { $0.contains("verified") })
    }

    @Test("an address that stands for its person needs no words")
    func address() {
        #expect(!lines(Presence(status: .available)).contains { $0.contains("verified") })
    }

    @Test("where the list has names only, the mark is beside the name", arguments: [16, 18, 20, 25])
    func narrow(columns: Int) {
        let shown = lines(Presence(status: .available, identity: .unverified), columns: columns)
        #expect(shown.contains { $0.contains("● bob (unverif") })
    }

    @Test("the service's name outlives the end of a long name")
    func longName() {
        var scene = Scene.signedInThrice()
        #expect(scene.draw().lines.contains { $0.contains("Carol … (home)") })
    }
}

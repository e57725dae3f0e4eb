import Messenger
import Testing

@testable import TerminalUI

@Suite struct NarrowContactScreenTests {
    @Test("who asks stands above the list, with the address, a doubt and what they call themselves, 50 by 15")
    func asking() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.ask("anna@example.org", nickname: "Anna", text: "from the garden party")
        scene.ask("b\u{43e}b@example.org", nickname: "Bob")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Asking 2                                       │
            │   + anna@example.org says "Anna"                 │
            │   + bоb@example.org (mixed scripts) says "Bob"   │
            │ ▾ Friends 1/2                                    │
            │   ● Bob               in the garden              │
            │   ? Carol             asked, no answer yet       │
            │ ▾ Work 0/2                                       │
            │   ? Dave              you don't see them         │
            │   ○ Erin              offline                    │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · 2 ask: y n    o sign out  s status │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("whoever asks, opened, 50 by 15")
    func askingOpen() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.ask("anna@example.org", nickname: "Anna", text: "from the garden party")
        scene.type("y")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ anna@example.org                                 │
            │ asks to see you, on home                         │
            │ calls themselves "Anna", which proves nothing    │
            │ "from the garden party"                          │
            │                                                  │
            │ ▸ y  let them see you                            │
            │   n  refuse                                      │
            │   b  block                                       │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · 1 ask: y n   Esc leave  ↑ ↓ choose │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("accepting asks whether to ask back, 50 by 15")
    func answering() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.ask("anna@example.org", nickname: "Anna", text: "from the garden party")
        scene.type("yy")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ┌─ Let them see you? ──────────────────────────┐ │
            │ │ anna@example.org                             │ │
            │ │ asks to see you, on home                     │ │
            │ │ calls themselves "Anna", which proves        │ │
            │ │ nothing                                      │ │
            │ │ "from the garden party"                      │ │
            │ │                                              │ │
            │ │ y let them see you                           │ │
            │ │ a that, and ask to see them as well          │ │
            │ │ n refuse  Esc later                          │ │
            │ └──────────────────────────────────────────────┘ │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online · 1 ask: y n     y yes │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("the form that adds a contact, with a group to complete, 50 by 15")
    func adding() {
        var scene = Scene.managingTwo(rows: 15, columns: 50)
        scene.type("afred@example.org")
        scene.press(.tab)
        scene.type("Fred")
        scene.press(.tab)
        scene.type("Wor")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 0/2                                    │
            │ ┌─ Add a contact ──────────────────────────────┐ │
            │ │ Service   ← home → 1 of 2                    │ │
            │ │ Address   fred@example.org                   │ │
            │ │ Name      Fred                               │ │
            │ │ Groups    Wor                                │ │
            │ │           Tab: Work                          │ │
            │ │                                              │ │
            │ │ Enter adds, Tab goes on, Esc leaves.         │ │
            │ └──────────────────────────────────────────────┘ │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · 3 of 3 online            Enter add │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("the form that edits a contact, 50 by 15")
    func editing() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.type("e")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 1/2                                    │
            │ ┌─ Edit a contact ─────────────────────────────┐ │
            │ │ Contact   bob@example.org · home             │ │
            │ │ Name      Bob                                │ │
            │ │ Groups    Friends                            │ │
            │ │           commas between several             │ │
            │ │                                              │ │
            │ │ Enter saves, Tab goes on, Esc leaves.        │ │
            │ └──────────────────────────────────────────────┘ │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online  Enter save  Esc leave │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("before a contact is removed, 50 by 15")
    func removing() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.type("x")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 1/2                                    │
            │   ● Bob               in the garden              │
            │ ┌─ Remove? ────────────────────────────────────┐ │
            │ │ Remove Bob (bob@example.org) from home?      │ │
            │ │ Neither sees the other any more.             │ │
            │ │                                              │ │
            │ │ y yes  n no                                  │ │
            │ └──────────────────────────────────────────────┘ │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online            y yes  n no │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("a contact opened: what they tell of themselves, and what can be done, 50 by 15")
    func open() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.tellMuch()
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ Bob                                              │
            │ bob@example.org · home                           │
            │ ● Available "in the garden"                      │
            │ since 13:00, idle 3 min                          │
            │ phone (5) · laptop (0) away, idle 2 h            │
            │ calls themselves Bobby                           │
            │ mood: happy: it is Friday                        │
            │ doing: relaxing, reading                         │
            │ listens to: Heroes by Yes                        │
            │ in Friends                                       │
            │ ▸ e  name and groups                      ↓ more │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online  Esc leave  ↑ ↓ choose │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("a contact who is not seen, opened, 50 by 15")
    func notSeen() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.select("Dave")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ Dave                                             │
            │ dave@example.org · home                          │
            │ ? Unknown                                        │
            │ they see you, you don't see them                 │
            │ in Work                                          │
            │ ▸    ask to see them                             │
            │   e  name and groups                             │
            │      let them see you no longer                  │
            │   m  merge with another contact                  │
            │   b  block                                       │
            │   x  remove from the list                        │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online  Esc leave  ↑ ↓ choose │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("a person of two addresses, opened, 50 by 15")
    func person() {
        var scene = Scene.merged(rows: 15, columns: 50)
        scene.presence(0, Presence(status: .away, text: "at lunch"), service: 1)
        scene.press(.up, .down, .enter)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ Bob                                              │
            │   ○ bob@example.org · home offline               │
            │ ▸ ◐ robert@corp.example · work away              │
            │ ← → another address                              │
            │ ◐ Away "at lunch"                                │
            │ since 13:00                                      │
            │ in Work                                          │
            │ ▸ e  name and groups                             │
            │      see them no longer                          │
            │      let them see you no longer                  │
            │   m  merge with another contact           ↓ more │
            │ ──────────────────────────────────────────────── │
            │ ● Available · 3 of 3 online            Esc leave │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("the blocked addresses, 50 by 15")
    func blocked() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.tell(.blockedChanged(Scene.home, ["dave@example.org", "spam@example.net"]))
        scene.type(":blocked")
        scene.press(.enter, .down)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 1/2                                    │
            │   ● Bob               in the garden              │
            │   ? Carol             asked, no answer yet       │
            │ ┌─ Blocked · Enter unblocks ───────────────────┐ │
            │ │ dave@example.org · home                      │ │
            │ │ spam@example.net · home                      │ │
            │ └──────────────────────────────────────────────┘ │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online  Esc leave  o sign out │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("the palette, 50 by 15")
    func palette() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.type(":see")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight          alice@example.org  Available │
            │ ──────────────────────────────────────────────── │
            │ ▾ Friends 1/2                                    │
            │ ┌─ What to do? ────────────────────────────────┐ │
            │ │ see                                          │ │
            │ │ see a contact no longer                      │ │
            │ │ let whoever asks see you             y       │ │
            │ │ ask to see a contact                         │ │
            │ │ let a contact see you no longer              │ │
            │ │ ask when a contact was there last            │ │
            │ └──────────────────────────────────────────────┘ │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ● Available · home online            Enter do it │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("whose key it is, 50 by 15")
    func key() {
        var scene = Scene.keyDoubted(rows: 15, columns: 50)
        scene.type("itru")
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight            alice@example.org  Offline │
            │ ┌─ Whose key is this? home ────────────────────┐ │
            │ │ The certificate is self-signed: nobody       │ │
            │ │ vouches for it.                              │ │
            │ │ SHA-256 of its key:                          │ │
            │ │ 0007 0e15 1c23 2a31 383f 464d 545b 6269      │ │
            │ │ 7077 7e85 8c93 9aa1 a8af b6bd c4cb d2d9      │ │
            │ │ names: example.org                           │ │
            │ │ valid: 1 Jan 2026 to 1 Jan 2027              │ │
            │ │ If this is the server's own key, type trust  │ │
            │ │ and Enter.                                   │ │
            │ │ Word  tru                                    │ │
            │ └──────────────────────────────────────────────┘ │
            │ ──────────────────────────────────────────────── │
            │ home: securing: self-signed certificate          │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("a weaker proof, 50 by 15")
    func weaker() {
        var scene = Scene.proofWeakened(rows: 15, columns: 50)
        scene.type("i")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight            alice@example.org  Offline │
            │ ──────────────────────────────────────────────── │
            │ ┌─ A weaker proof? home ───────────────────────┐ │
            │ │ Before, the password was proved by           │ │
            │ │ SCRAM-SHA-256-PLUS.                          │ │
            │ │ The server now offers only PLAIN, which is   │ │
            │ │ weaker.                                      │ │
            │ │ Somebody in between may want your password.  │ │
            │ │ Nothing was allowed: that takes the word     │ │
            │ │ weaker.                                      │ │
            │ │ Word                                         │ │
            │ └──────────────────────────────────────────────┘ │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ home: signing in: only a weaker proof            │
            └──────────────────────────────────────────────────┘
            """)
    }

    @Test("idle by oneself, 50 by 15")
    func idle() {
        var scene = Scene.idle(rows: 15, columns: 50)
        expect(
            scene.draw(),
            """
            ┌──────────────────────────────────────────────────┐
            │ Porchlight    alice@example.org  Idle (was Busy) │
            │ ──────────────────────────────────────────────── │
            │ No contacts yet: a adds one.                     │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │                                                  │
            │ ──────────────────────────────────────────────── │
            │ ◐ Idle (was Busy) "writing" · home online        │
            └──────────────────────────────────────────────────┘
            """)
    }
}

import Messenger
import Testing

@testable import TerminalUI

@Suite struct ContactScreenTests {
    @Test("who asks stands above the list, with the address, a doubt and what they call themselves, 80 by 24")
    func asking() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.ask("anna@example.org", nickname: "Anna", text: "from the garden party")
        scene.ask("b\u{43e}b@example.org", nickname: "Bob")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Asking 2                             │ Bob                                   │
            │   + anna@example.org says "Anna"       │ bob@example.org · home                │
            │   + bоb@example.org (mixed scripts) sa…│ ● Available "in the garden"           │
            │ ▾ Friends 1/2                          │ since 13:00                           │
            │   ● Bob            in the garden       │ phone (5)                             │
            │   ? Carol          asked, no answer yet│                                       │
            │ ▾ Work 0/2                             │                                       │
            │   ? Dave           you don't see them  │                                       │
            │   ○ Erin           offline             │                                       │
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
            │ ● Available · home online · 2 ask: y n            o sign out  s status  ? help │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("whoever asks, opened, 80 by 24")
    func askingOpen() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.ask("anna@example.org", nickname: "Anna", text: "from the garden party")
        scene.type("y")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Asking 1                             │ anna@example.org                      │
            │   + anna@example.org says "Anna"       │ asks to see you, on home              │
            │ ▾ Friends 1/2                          │ calls themselves "Anna", which proves │
            │   ● Bob            in the garden       │ nothing                               │
            │   ? Carol          asked, no answer yet│ "from the garden party"               │
            │ ▾ Work 0/2                             │                                       │
            │   ? Dave           you don't see them  │ ▸ y  let them see you                 │
            │   ○ Erin           offline             │   n  refuse                           │
            │                                        │   b  block                            │
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
            │ ● Available · home online · 1 ask: y n      Esc leave  ↑ ↓ choose  Enter do it │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("accepting asks whether to ask back, 80 by 24")
    func answering() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.ask("anna@example.org", nickname: "Anna", text: "from the garden party")
        scene.type("yy")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Asking 1                             │ anna@example.org                      │
            │   + anna@example.org says "Anna"       │ asks to see you, on home              │
            │ ▾ Friends 1/2                          │ calls themselves "Anna", which proves │
            │   ● Bob            in the garden       │ nothing                               │
            │   ? Carol          asked, no answer yet│ "from the garden party"               │
            │ ▾ Work 0/2 ┌─ Let them see you? ──────────────────────────────────┐k           │
            │   ? Dave   │ anna@example.org                                     │            │
            │   ○ Erin   │ asks to see you, on home                             │            │
            │            │ calls themselves "Anna", which proves nothing        │            │
            │            │ "from the garden party"                              │            │
            │            │                                                      │            │
            │            │ y let them see you                                   │            │
            │            │ a that, and ask to see them as well                  │            │
            │            │ n refuse  Esc later                                  │            │
            │            └──────────────────────────────────────────────────────┘            │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online · 1 ask: y n             y yes  a and ask back  n no │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("the form that adds a contact, with a group to complete, 80 by 24")
    func adding() {
        var scene = Scene.managingTwo(rows: 24, columns: 80)
        scene.type("afred@example.org")
        scene.press(.tab)
        scene.type("Fred")
        scene.press(.tab)
        scene.type("Wor")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 0/2                          │ Bob                                   │
            │   ○ Bob (home)     offline             │ bob@example.org · home                │
            │   ○ Zoe (home)     offline             │ ○ Offline                             │
            │ ▾ Work 0/1                             │                                       │
            │   ○ Robert (work)  offline             │                                       │
            │ ▾ Contact┌─ Add a contact ──────────────────────────────────────────┐          │
            │   ○ bob (│ Service   ← home → 1 of 2                                │          │
            │          │ Address   fred@example.org                               │          │
            │          │ Name      Fred                                           │          │
            │          │ Groups    Wor                                            │          │
            │          │           Tab: Work                                      │          │
            │          │                                                          │          │
            │          │ Enter adds, Tab goes on, Esc leaves.                     │          │
            │          └──────────────────────────────────────────────────────────┘          │
            │                                        │                                       │
            │                                        │                                       │
            │                                        ├─ Services ─────────────────────────── │
            │                                        │ ● home  online as Available           │
            │                                        │ ● work  online as Available           │
            │                                        │ ● irc   online as Available           │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online, work online, irc online        Enter add  Esc leave │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("the form that edits a contact, 80 by 24")
    func editing() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.type("e")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 1/2                          │ Bob                                   │
            │   ● Bob            in the garden       │ bob@example.org · home                │
            │   ? Carol          asked, no answer yet│ ● Available "in the garden"           │
            │ ▾ Work 0/2                             │ since 13:00                           │
            │   ? Dave           you don't see them  │ phone (5)                             │
            │   ○ Erin           offline             │                                       │
            │          ┌─ Edit a contact ─────────────────────────────────────────┐          │
            │          │ Contact   bob@example.org · home                         │          │
            │          │ Name      Bob                                            │          │
            │          │ Groups    Friends                                        │          │
            │          │           commas between several                         │          │
            │          │                                                          │          │
            │          │ Enter saves, Tab goes on, Esc leaves.                    │          │
            │          └──────────────────────────────────────────────────────────┘          │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                                Enter save  Esc leave │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("before a contact is removed, 80 by 24")
    func removing() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.type("x")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 1/2                          │ Bob                                   │
            │   ● Bob            in the garden       │ bob@example.org · home                │
            │   ? Carol          asked, no answer yet│ ● Available "in the garden"           │
            │ ▾ Work 0/2                             │ since 13:00                           │
            │   ? Dave           you don't see them  │ phone (5)                             │
            │   ○ Erin           offline             │                                       │
            │                                        │                                       │
            │            ┌─ Remove? ────────────────────────────────────────────┐            │
            │            │ Remove Bob (bob@example.org) from home? Neither sees │            │
            │            │ the other any more.                                  │            │
            │            │                                                      │            │
            │            │ y yes  n no                                          │            │
            │            └──────────────────────────────────────────────────────┘            │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                                          y yes  n no │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("a contact opened: what they tell of themselves, and what can be done, 80 by 24")
    func open() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.tellMuch()
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 1/2                          │ Bob                                   │
            │   ● Bob            in the garden       │ bob@example.org · home                │
            │   ? Carol          asked, no answer yet│ ● Available "in the garden"           │
            │ ▾ Work 0/2                             │ since 13:00, idle 3 min               │
            │   ? Dave           you don't see them  │ phone (5) · laptop (0) away, idle 2 h │
            │   ○ Erin           offline             │ calls themselves Bobby                │
            │                                        │ mood: happy: it is Friday             │
            │                                        │ doing: relaxing, reading              │
            │                                        │ listens to: Heroes by Yes             │
            │                                        │ in Friends                            │
            │                                        │                                       │
            │                                        │ ▸ e  name and groups                  │
            │                                        │      see them no longer               │
            │                                        │      let them see you no longer       │
            │                                        │   m  merge with another contact       │
            │                                        │   b  block                            │
            │                                        │   x  remove from the list             │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                   Esc leave  ↑ ↓ choose  Enter do it │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("a contact who is not seen, opened, 80 by 24")
    func notSeen() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.select("Dave")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 1/2                          │ Dave                                  │
            │   ● Bob            in the garden       │ dave@example.org · home               │
            │   ? Carol          asked, no answer yet│ ? Unknown                             │
            │ ▾ Work 0/2                             │ they see you, you don't see them      │
            │   ? Dave           you don't see them  │ in Work                               │
            │   ○ Erin           offline             │                                       │
            │                                        │ ▸    ask to see them                  │
            │                                        │   e  name and groups                  │
            │                                        │      let them see you no longer       │
            │                                        │   m  merge with another contact       │
            │                                        │   b  block                            │
            │                                        │   x  remove from the list             │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                   Esc leave  ↑ ↓ choose  Enter do it │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("a person of two addresses, opened, 80 by 24")
    func person() {
        var scene = Scene.merged(rows: 24, columns: 80)
        scene.presence(0, Presence(status: .away, text: "at lunch"), service: 1)
        scene.press(.up, .down, .enter)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 1/2                          │ Bob                                   │
            │   ◐ Bob (2)        at lunch            │   ○ bob@example.org · home offline    │
            │   ○ Zoe (home)     offline             │ ▸ ◐ robert@corp.example · work away   │
            │ ▾ Work 1/1                             │ ← → another address                   │
            │   ◐ Bob (2)        at lunch            │ ◐ Away "at lunch"                     │
            │ ▾ Contacts 0/1                         │ since 13:00                           │
            │   ○ bob (irc)      offline             │ in Work                               │
            │                                        │                                       │
            │                                        │ ▸ e  name and groups                  │
            │                                        │      see them no longer               │
            │                                        │      let them see you no longer       │
            │                                        │   m  merge with another contact       │
            │                                        │      take this address out            │
            │                                        │   b  block                            │
            │                                        │   x  remove from the list             │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online, work online, irc online       Esc leave  ↑ ↓ choose │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("the blocked addresses, 80 by 24")
    func blocked() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.tell(.blockedChanged(Scene.home, ["dave@example.org", "spam@example.net"]))
        scene.type(":blocked")
        scene.press(.enter, .down)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 1/2                          │ Bob                                   │
            │   ● Bob            in the garden       │ bob@example.org · home                │
            │   ? Carol          asked, no answer yet│ ● Available "in the garden"           │
            │ ▾ Work 0/2                             │ since 13:00                           │
            │   ? Dave           blocked             │ phone (5)                             │
            │   ○ Erin           offline             │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │          ┌─ Blocked · Enter unblocks ───────────────────────────────┐          │
            │          │ dave@example.org · home                                  │          │
            │          │ spam@example.net · home                                  │          │
            │          └──────────────────────────────────────────────────────────┘          │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                      Esc leave  o sign out  s status │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("the palette, 80 by 24")
    func palette() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.type(":see")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                        alice@example.org  Available │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ ▾ Friends 1/2                          │ Bob                                   │
            │   ● Bob            in the garden       │ bob@example.org · home                │
            │   ? Carol          asked, no answer yet│ ● Available "in the garden"           │
            │ ▾ Work 0/2                             │ since 13:00                           │
            │   ? Dave           you don't see them  │ phone (5)                             │
            │   ○ Erin           offline             │                                       │
            │          ┌─ What to do? ────────────────────────────────────────────┐          │
            │          │ see                                                      │          │
            │          │ see a contact no longer                                  │          │
            │          │ let whoever asks see you                         y       │          │
            │          │ ask to see a contact                                     │          │
            │          │ let a contact see you no longer                          │          │
            │          │ ask when a contact was there last                        │          │
            │          └──────────────────────────────────────────────────────────┘          │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ● Available · home online                               Enter do it  Esc leave │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("whose key it is, 80 by 24")
    func key() {
        var scene = Scene.keyDoubted(rows: 24, columns: 80)
        scene.type("itru")
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                          alice@example.org  Offline │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ home: securing: self-signed certificate│                                       │
            │ Not signed in: i signs in.             │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │     ┌─ Whose key is this? home ──────────────────────────────────────────┐     │
            │     │ The certificate is self-signed: nobody vouches for it.             │     │
            │     │ SHA-256 of its key:                                                │     │
            │     │ 0007 0e15 1c23 2a31 383f 464d 545b 6269                            │     │
            │     │ 7077 7e85 8c93 9aa1 a8af b6bd c4cb d2d9                            │     │
            │     │ names: example.org                                                 │     │
            │     │ valid: 1 Jan 2026 to 1 Jan 2027                                    │     │
            │     │ If this is the server's own key, type trust and Enter.             │     │
            │     │ Word  tru                                                          │     │
            │     └────────────────────────────────────────────────────────────────────┘     │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ○ Offline · home: securing: self-signed certificate     Enter allow  Esc leave │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("a weaker proof, 80 by 24")
    func weaker() {
        var scene = Scene.proofWeakened(rows: 24, columns: 80)
        scene.type("i")
        scene.press(.enter)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                          alice@example.org  Offline │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ home: signing in: only a weaker proof  │                                       │
            │ Not signed in: i signs in.             │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │     ┌─ A weaker proof? home ─────────────────────────────────────────────┐     │
            │     │ Before, the password was proved by SCRAM-SHA-256-PLUS.             │     │
            │     │ The server now offers only PLAIN, which is weaker.                 │     │
            │     │ Somebody in between may want your password.                        │     │
            │     │ Nothing was allowed: that takes the word weaker.                   │     │
            │     │ Word                                                               │     │
            │     └────────────────────────────────────────────────────────────────────┘     │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ○ Offline · home: signing in: only a weaker proof       Enter allow  Esc leave │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }

    @Test("idle by oneself, 80 by 24")
    func idle() {
        var scene = Scene.idle(rows: 24, columns: 80)
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────────────────────┐
            │ Porchlight                                  alice@example.org  Idle (was Busy) │
            │ ───────────────────────────────────────┬────────────────────────────────────── │
            │ No contacts yet: a adds one.           │                                       │
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
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │                                        │                                       │
            │ ───────────────────────────────────────┴────────────────────────────────────── │
            │ ◐ Idle (was Busy) "writing" · home online         o sign out  s status  ? help │
            └────────────────────────────────────────────────────────────────────────────────┘
            """)
    }
}

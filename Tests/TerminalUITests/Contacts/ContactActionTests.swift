import Messenger
import Testing

@testable import TerminalUI

@Suite struct ContactActionTests {
    @Test("a adds: address, name and groups")
    func adds() {
        var scene = Scene.managing()
        scene.type("afred@example.org")
        scene.press(.enter)
        scene.type("Fred")
        scene.press(.tab)
        scene.type("Friends, New")
        scene.press(.enter)
        let request = ContactRequest.add(
            address: "fred@example.org", name: "Fred", groups: ["Friends", "New"])
        #expect(scene.takeCommands() == [.request(Scene.home, request)])
        #expect(scene.draw().lines.contains { $0.contains("home was asked ...") })
        scene.answer(request)
        #expect(scene.model.focus == .list)
    }

    @Test("the form says what Enter does: behind an address alone it goes on to the name")
    func enterGoesOn() {
        var scene = Scene.managing()
        scene.type("afred@example.org")
        #expect(scene.draw().lines.contains { $0.contains("Enter goes on, Esc leaves.") })
        #expect(scene.statusLine().contains("Enter go on"))
        scene.press(.enter)
        #expect(scene.draw().lines.contains { $0.contains("Enter adds, Tab goes on, Esc leaves.") })
        #expect(scene.statusLine().contains("Enter add"))
    }

    @Test("an address is needed")
    func addressNeeded() {
        var scene = Scene.managing()
        scene.type("a")
        scene.press(.tab, .tab, .enter)
        #expect(scene.takeCommands() == [])
        #expect(scene.draw().lines.contains { $0.contains("an address is needed") })
    }

    @Test("an addition that was refused stays in the form, with the reason")
    func addRefused() {
        var scene = Scene.managing()
        scene.type("afred")
        scene.press(.enter, .enter)
        scene.answer(.add(address: "fred", name: "", groups: []), .refused(reason: "not an address"))
        #expect(scene.draw().lines.contains { $0.contains("not an address") })
        scene.type("!")
        scene.press(.enter)
        #expect(
            scene.takeCommands().last
                == .request(Scene.home, .add(address: "fred", name: "!", groups: [])))
    }

    @Test("the form that waits goes back to editing when its service goes")
    func serviceGoes() {
        var scene = Scene.managing()
        scene.type("afred")
        scene.press(.enter, .enter)
        scene.fail(0, "connection lost", .wait)
        #expect(scene.draw().lines.contains { $0.contains("│ connection lost") })
    }

    @Test("of several services one is chosen with the arrows")
    func choosesService() {
        var scene = Scene.managingTwo()
        scene.type("a")
        scene.press(.up, .right, .down)
        scene.type("fred@corp.example")
        scene.press(.enter, .enter)
        #expect(
            scene.takeCommands() == [
                .request(Scene.work, .add(address: "fred@corp.example", name: "", groups: []))
            ])
    }

    @Test("e gives another name and other groups; what is not touched stays byte for byte")
    func edits() {
        let groups = ["a, b", "back\\slash", " blank "]
        var scene = Scene(services: [.able], rows: 24, columns: 80)
        scene.signIn(0)
        scene.contacts([Contact(address: "bob@example.org", name: "Bob\u{301}", groups: groups)])
        scene.type("e")
        scene.press(.enter)
        #expect(
            scene.takeCommands() == [
                .request(Scene.home, .edit(number: 0, name: "Bob\u{301}", groups: groups))
            ])
        scene.answer(.edit(number: 0, name: "Bob\u{301}", groups: groups))
        scene.type("e")
        scene.press(.control("u"))
        scene.type("Robert")
        scene.press(.tab)
        scene.type(", New")
        scene.press(.enter)
        #expect(
            scene.takeCommands() == [
                .request(
                    Scene.home,
                    .edit(number: 0, name: "Robert", groups: ["a, b", "back\\slash", "blank", "New"]))
            ])
    }

    @Test("groups that the field has no room for are not cut by editing the name")
    func longGroups() {
        let groups = (0..<100).map { "a long name of a group \($0)" }
        var scene = Scene(services: [.able], rows: 24, columns: 80)
        scene.signIn(0)
        scene.contacts([Contact(address: "bob@example.org", name: "Bob", groups: groups)])
        scene.select("Bob")
        scene.type("e")
        scene.type("by")
        scene.press(.tab)
        scene.type("x")
        scene.press(.enter)
        #expect(
            scene.takeCommands() == [
                .request(Scene.home, .edit(number: 0, name: "Bobbyx", groups: groups))
            ])
    }

    @Test("x asks before it removes, and only y does it", arguments: [Key.enter, .text("n"), .escape])
    func removes(other: Key) {
        var scene = Scene.managing()
        scene.type("x")
        #expect(scene.draw().lines.contains { $0.contains("Remove Bob (bob@example.org) from home?") })
        scene.press(other)
        #expect(scene.takeCommands() == [])
        #expect(scene.model.focus == .list)
        scene.type("xy")
        #expect(scene.takeCommands() == [.request(Scene.home, .remove(number: 0))])
        scene.tell(.contactRemoved(ContactID(service: Scene.home, number: 0)))
        scene.answer(.remove(number: 0))
        #expect(scene.statusLine().contains("Bob was removed"))
    }

    @Test("b asks before it blocks, and of a blocked contact before it unblocks")
    func blocks() {
        var scene = Scene.managing()
        scene.type("by")
        #expect(scene.takeCommands() == [.request(Scene.home, .block(address: "bob@example.org"))])
        scene.tell(.blockedChanged(Scene.home, ["bob@example.org"]))
        #expect(scene.draw().lines[3].contains("● Bob            blocked"))
        scene.type("by")
        #expect(scene.takeCommands() == [.request(Scene.home, .unblock(address: "bob@example.org"))])
    }

    @Test("an address that is on no list can be unblocked")
    func unblocksStranger() {
        var scene = Scene.managing()
        scene.tell(.blockedChanged(Scene.home, ["dave@example.org", "spam@example.net"]))
        scene.type(":blocked")
        scene.press(.enter, .down, .down, .enter)
        scene.type("y")
        #expect(scene.takeCommands() == [.request(Scene.home, .unblock(address: "spam@example.net"))])
    }

    @Test(
        "what has no key of its own is done from the palette",
        arguments: [
            ("ask to see", "Dave", ContactRequest.askToSee(number: 2)),
            ("ask_to_see", "Carol", .askToSee(number: 1)),
            ("see a contact no longer", "Bob", .stopSeeing(number: 0)),
            ("stop_seeing", "Carol", .stopSeeing(number: 1)),
            ("see you no longer", "Dave", .hideFrom(number: 2)),
            ("last_seen", "Erin", .askLastActivity(number: 3)),
        ])
    func byName(typed: String, name: String, request: ContactRequest) {
        var scene = Scene.managing()
        scene.select(name)
        scene.type(":" + typed)
        scene.press(.enter)
        #expect(scene.takeCommands() == [.request(Scene.home, request)])
    }

    @Test(
        "what cannot be done says why",
        arguments: [
            ("ask_to_see", "Bob", "You see Bob already."), ("stop_seeing", "Dave", "You do not see Dave."),
            ("hide_from", "Erin", "Erin does not see you."), ("last_seen", "Bob", "Bob is not offline."),
            ("separate", "Bob", "Bob has one address only."),
        ])
    func obstacles(typed: String, name: String, words: String) {
        var scene = Scene.managing()
        scene.select(name)
        scene.type(":" + typed)
        scene.press(.enter)
        #expect(scene.takeCommands() == [])
        #expect(scene.statusLine().contains(words))
    }

    @Test("what a service cannot do, or while it is not signed in, says so", arguments: ["a", "e", "x", "b"])
    func unable(key: String) {
        var scene = Scene.signedIn(rows: 24, columns: 80)
        scene.type(key)
        #expect(scene.statusLine().contains("home cannot"))
        scene.fail(0, "conflict", .person)
        scene.type(key)
        #expect(scene.statusLine().contains("home is not signed in."))
        #expect(scene.takeCommands() == [])
    }

    @Test("with nobody selected it says so")
    func nobody() {
        var scene = Scene.managing()
        scene.type("gx")
        #expect(scene.statusLine().contains("Select a contact first."))
    }

    @Test("a refusal is told in words with the contact and the reason, success where nothing shows it")
    func answers() {
        var scene = Scene.managing()
        scene.select("Dave")
        scene.type(":hide_from")
        scene.press(.enter)
        scene.answer(.hideFrom(number: 2), .refused(reason: "not allowed"))
        #expect(scene.statusLine().contains("Dave may still see you: not allowed"))
        scene.answer(.hideFrom(number: 2))
        #expect(scene.statusLine().contains("Dave does not see you any more"))
        scene.press(.down)
        scene.answer(.block(address: "x@example.org"), .refused(reason: "no"))
        #expect(scene.statusLine().contains("x@example.org is not blocked: no"))
        scene.answer(.accept(address: "x@example.org"))
        #expect(scene.statusLine().contains("x@example.org sees you now"))
        scene.press(.down)
        #expect(scene.statusLine().contains("home online"))
    }

    @Test("a notice does not stand in the place of Disconnecting")
    func disconnecting() {
        var scene = Scene.managing()
        scene.beginSignOut(0)
        scene.answer(.remove(number: 0), .refused(reason: "not signed in"))
        #expect(scene.statusLine().contains("Disconnecting"))
    }

    @Test("opening an offline contact of whom nobody knows asks for that once, and shows a refusal")
    func lastActivity() {
        var scene = Scene.managing()
        scene.select("Erin")
        scene.press(.enter)
        #expect(scene.takeCommands() == [.request(Scene.home, .askLastActivity(number: 3))])
        #expect(scene.draw().lines.contains { $0.contains("last seen: asked") })
        scene.answer(.askLastActivity(number: 3), .refused(reason: "forbidden"))
        #expect(scene.draw().lines.contains { $0.contains("last seen: not told (forbidden)") })
        scene.press(.escape, .enter)
        #expect(scene.takeCommands() == [])
        scene.tell(
            .presenceChanged(
                ContactID(service: Scene.home, number: 3), .offline, since: .since(scene.now)))
        scene.wait(.seconds(7200))
        #expect(scene.draw().lines.contains { $0.contains("last seen 2 h ago, at 13:00") })
    }

    @Test("somebody who is there, or of whom it is known, is not asked")
    func notAsked() {
        var scene = Scene.managing()
        scene.press(.enter)
        #expect(scene.takeCommands() == [])
        var other = Scene.signedIn()
        other.select("Dave")
        other.press(.enter)
        #expect(other.takeCommands() == [])
    }

    @Test("in what is open, arrows choose what to do and Enter does it; it closes when the contact is gone")
    func open() {
        var scene = Scene.managing()
        scene.select("Dave")
        scene.press(.enter, .down, .down, .enter)
        #expect(scene.takeCommands() == [.request(Scene.home, .hideFrom(number: 2))])
        scene.press(.up, .up, .enter)
        #expect(scene.takeCommands() == [.request(Scene.home, .askToSee(number: 2))])
        scene.tell(.contactRemoved(ContactID(service: Scene.home, number: 2)))
        scene.press(.enter)
        #expect(!scene.takeCommands().contains { $0 == .request(Scene.home, .askToSee(number: 2)) })
        #expect(scene.draw().lines.contains { $0.contains("erin@example.org") })
    }

    @Test("the keys of contacts do nothing behind the help, the journal and the services")
    func behind() {
        for opener in ["?", "J"] {
            var scene = Scene.managing()
            scene.type(opener + "xy")
            #expect(!scene.takeCommands().contains { if case .request = $0 { true } else { false } })
        }
    }
}

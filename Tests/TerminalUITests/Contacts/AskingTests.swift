import Messenger
import Testing

@testable import TerminalUI

private let anna = "anna@example.org"

@Suite struct AskingTests {
    @Test("the first y only selects who asks: nobody is let in unseen")
    func selectsFirst() {
        var scene = Scene.managing()
        scene.ask(anna)
        scene.type("y")
        #expect(scene.takeCommands() == [])
        guard case .asking(let asking)? = scene.model.list.selected else { return #expect(Bool(false)) }
        #expect(asking.request.address == anna)
        scene.type("y")
        #expect(scene.takeCommands() == [])
        scene.type("y")
        #expect(scene.takeCommands() == [.request(Scene.home, .accept(address: anna))])
    }

    @Test("accepting does not ask back by itself; a does both in one step")
    func asksBack() {
        var scene = Scene.managing()
        scene.ask(anna, nickname: "Mallory")
        scene.type("yya")
        #expect(
            scene.takeCommands() == [
                .request(Scene.home, .accept(address: anna)),
                // What they call themselves is not taken for a name.
                .request(Scene.home, .add(address: anna, name: "", groups: [])),
            ])
    }

    @Test("a contact on the list who is not seen is only asked, not added again")
    func asksBackContact() {
        var scene = Scene.managing()
        scene.ask("dave@example.org")
        scene.type("yya")
        #expect(
            scene.takeCommands() == [
                .request(Scene.home, .accept(address: "dave@example.org")),
                .request(Scene.home, .askToSee(number: 2)),
            ])
    }

    @Test("whoever is seen or asked already is let in at once")
    func seenAlready() {
        for address in ["erin@example.org", "carol@example.org"] {
            var scene = Scene.managing()
            scene.ask(address)
            scene.type("yy")
            #expect(scene.takeCommands() == [.request(Scene.home, .accept(address: address))])
        }
    }

    @Test("n refuses the selected one; held down it does not refuse the next")
    func refuses() {
        var scene = Scene.managing()
        scene.ask(anna)
        scene.ask("zed@example.org")
        scene.type("n")
        #expect(scene.takeCommands() == [])
        scene.type("n")
        #expect(scene.takeCommands() == [.request(Scene.home, .refuse(address: anna))])
        scene.tell(.subscriptionRequestEnded(Scene.home, address: anna))
        for _ in 0..<20 {
            scene.wait(.milliseconds(30))
            scene.type("n")
        }
        #expect(scene.takeCommands() == [])
        scene.wait(.seconds(2))
        scene.type("n")
        #expect(scene.takeCommands() == [.request(Scene.home, .refuse(address: "zed@example.org"))])
    }

    @Test("a question that was withdrawn closes, and answers nothing")
    func withdrawn() {
        var scene = Scene.managing()
        scene.ask(anna)
        scene.type("yy")
        scene.tell(.subscriptionRequestEnded(Scene.home, address: anna))
        #expect(scene.model.focus == .list)
        scene.type("a")
        #expect(!scene.takeCommands().contains(.request(Scene.home, .accept(address: anna))))
    }

    @Test("it closes when the service goes")
    func serviceGoes() {
        var scene = Scene.managing()
        scene.ask(anna)
        scene.type("yy")
        scene.tell(.contactsUnknown(Scene.home, asOf: scene.now))
        scene.fail(0, "connection lost", .wait)
        #expect(scene.model.focus == .list)
    }

    @Test("Esc leaves the question open, and Enter is no answer")
    func later() {
        var scene = Scene.managing()
        scene.ask(anna)
        scene.type("yy")
        scene.press(.enter)
        scene.press(.escape)
        #expect(scene.takeCommands() == [])
        #expect(scene.draw().lines[2].contains("Asking 1"))
    }

    @Test("whoever asks can be blocked, which is asked again before")
    func blocks() {
        var scene = Scene.managing()
        scene.ask(anna)
        scene.type("yb")
        #expect(scene.takeCommands() == [])
        scene.type("y")
        #expect(scene.takeCommands() == [.request(Scene.home, .block(address: anna))])
    }

    @Test("the selection stays with the contact when somebody begins to ask")
    func selectionStays() {
        var scene = Scene.managing()
        _ = scene.draw()
        scene.ask(anna)
        _ = scene.draw()
        guard case .contact(let contact, _)? = scene.model.list.selected else {
            return #expect(Bool(false))
        }
        #expect(contact.number == 0)
    }

    @Test("more than are kept are counted, in the heading and on the status line")
    func beyond() {
        var scene = Scene.managing()
        for number in 0..<123 { scene.ask("a\(number)@example.org") }
        scene.type("g")
        #expect(scene.draw().lines[2].contains("▾ Asking 100, 23 more"))
        #expect(scene.statusLine().contains("123 ask: y n"))
    }

    @Test("who asks is on the status line only where nothing more important needs the room")
    func statusLine() {
        var scene = Scene.managing(rows: 15, columns: 50)
        scene.ask(anna)
        #expect(scene.statusLine() == " ● Available · 1 ask: y n    o sign out  s status")
        scene.update(.resized(rows: 15, columns: 34))
        #expect(scene.statusLine() == " ● Available · home online")
        scene.update(.resized(rows: 15, columns: 50))
        scene.tell(.requestAnswered(Scene.home, .remove(number: 0), .refused(reason: "not allowed here")))
        #expect(scene.statusLine().contains("Bob was not removed: not allowed here"))
        scene.press(.unknown)
        scene.update(.resized(rows: 15, columns: 64))
        #expect(scene.statusLine() == " ● Available · home online · 1 ask: y n    o sign out  s status")
        scene.beginSignOut(0)
        #expect(!scene.statusLine().contains("ask"))
    }

    @Test("the filter finds who asks by address and by what they call themselves")
    func filter() {
        var scene = Scene.managing()
        scene.ask(anna, nickname: "Sunshine")
        scene.ask("zed@example.org")
        scene.type("/sunsh")
        #expect(scene.draw().lines[3].contains(anna))
        #expect(!scene.draw().lines.contains { $0.contains("zed@") })
    }

    @Test("what cannot be answered is told")
    func cannot() {
        var scene = Scene(services: [.home], rows: 15, columns: 80)
        scene.signIn(0)
        scene.ask(anna)
        scene.type("yy")
        #expect(scene.statusLine().contains("home cannot ask to see somebody."))
        #expect(scene.takeCommands() == [])
        scene.tell(.subscriptionRequestEnded(Scene.home, address: anna))
        scene.type("y")
        #expect(scene.statusLine().contains("Nobody asks to see you."))
    }

    @Test("while the service is not there nobody is shown to ask")
    func offline() {
        var scene = Scene.managing()
        scene.ask(anna)
        scene.fail(0, "connection lost", .person)
        #expect(!scene.draw().lines.contains { $0.contains("Asking") || $0.contains(anna) })
    }
}

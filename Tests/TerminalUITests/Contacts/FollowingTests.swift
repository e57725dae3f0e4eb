import Messenger
import Testing

@testable import TerminalUI

/// What is selected, open, edited or asked stays with the person when contacts get other numbers.
@Suite struct FollowingTests {
    private static let gone = "Dave (dave@example.org) is not on the list any more."

    /// Dave, with whatever the keys have opened of him.
    private static func atDave(_ keys: Key...) -> Scene {
        var scene = Scene.managing()
        scene.select("Dave")
        for key in keys { scene.press(key) }
        return scene
    }

    /// Another session tells the same people in another order: Dave has the number 1.
    private static func tellReversed(_ scene: inout Scene, but left: String = "") {
        scene.contacts(
            (scene.model.state[Scene.home]?.contacts ?? []).reversed().compactMap { $0 }
                .filter { $0.address != left })
    }

    private func requests(_ scene: inout Scene) -> [ContactRequest] {
        scene.takeCommands().compactMap { if case .request(_, let request) = $0 { request } else { nil } }
    }

    @Test("the selection")
    func selection() {
        var scene = Self.atDave()
        Self.tellReversed(&scene)
        scene.type("xy")
        #expect(requests(&scene) == [.remove(number: 1)])
    }

    @Test("the open details, and what is done there")
    func details() {
        var scene = Self.atDave(.enter)
        Self.tellReversed(&scene)
        #expect(scene.draw().lines.contains { $0.contains("dave@example.org") })
        scene.press(.enter)
        #expect(requests(&scene) == [.askToSee(number: 1)])
        scene.type(":hide_from")
        Self.tellReversed(&scene)
        scene.press(.enter)
        #expect(requests(&scene) == [.hideFrom(number: 2)], "behind the palette too")
    }

    @Test("the form, with what was typed")
    func form() {
        var scene = Self.atDave(.text("e"), .text("y"))
        Self.tellReversed(&scene)
        scene.press(.enter)
        #expect(requests(&scene) == [.edit(number: 1, name: "Davey", groups: ["Work"])])
    }

    @Test("the form that waits for its answer")
    func waitingForm() {
        for answer in [RequestAnswer.done, .refused(reason: "no")] {
            var scene = Self.atDave(.text("e"), .text("y"), .enter)
            Self.tellReversed(&scene)
            scene.answer(.edit(number: 1, name: "Davey", groups: ["Work"]), answer)
            #expect((scene.model.focus == .list) == (answer == .done))
            #expect(scene.draw().lines.contains { $0.contains("│ no") } == (answer != .done))
        }
    }

    @Test("the question whether to remove somebody")
    func removal() {
        var scene = Self.atDave(.text("x"))
        Self.tellReversed(&scene)
        #expect(scene.draw().lines.contains { $0.contains("Remove Dave (dave@example.org) from home?") })
        scene.type("y")
        #expect(requests(&scene) == [.remove(number: 1)])
        scene.tell(.contactRemoved(ContactID(service: Scene.home, number: 1)))
        scene.answer(.remove(number: 1))
        #expect(scene.statusLine().contains("Dave was removed"))
    }

    @Test("addresses are blocked, whoever is on the list")
    func blocking() {
        var scene = Self.atDave(.text("b"))
        Self.tellReversed(&scene)
        #expect(scene.draw().lines.contains { $0.contains("Block Dave (dave@example.org) on home?") })
        scene.tell(.contactRemoved(ContactID(service: Scene.home, number: 1)))
        #expect(scene.draw().lines.contains { $0.contains("Block dave@example.org on home?") })
        scene.type("y")
        #expect(requests(&scene) == [.block(address: "dave@example.org")])
    }

    @Test(
        "with whoever is gone it closes, with a word, and nothing is done to others",
        arguments: [[Key.enter], [.enter, .text(":")], [.text("e"), .text("y")], [.text("x")]], [true, false])
    func gone(keys: [Key], isNewList: Bool) {
        var scene = Self.atDave()
        for key in keys { scene.press(key) }
        if isNewList {
            Self.tellReversed(&scene, but: "dave@example.org")
        } else {
            scene.tell(.contactRemoved(ContactID(service: Scene.home, number: 2)))
        }
        #expect(scene.statusLine().contains(Self.gone))
        #expect(!scene.draw().lines.contains { $0.contains("│ Dave") })
        #expect(keys.contains(.text(":")) || scene.model.focus == .list)
        scene.press(.enter)
        scene.type("y")
        #expect(requests(&scene).allSatisfy { if case .askLastActivity = $0 { true } else { false } })
    }

    @Test("what was selected and is gone leaves the place to whoever took it")
    func selectionGone() {
        var scene = Self.atDave()
        Self.tellReversed(&scene, but: "dave@example.org")
        #expect(scene.draw().lines.contains { $0.contains("│ erin@example.org") })
        #expect(!scene.statusLine().contains("any more"))
    }

    @Test("whoever is put into another group stays open")
    func otherGroup() {
        var scene = Self.atDave(.enter)
        scene.tell(
            .contactChanged(
                ContactID(service: Scene.home, number: 2),
                Contact(address: "dave@example.org", name: "Dave", groups: ["Friends"], subscription: .from)))
        scene.press(.enter)
        #expect(requests(&scene) == [.askToSee(number: 2)])
    }

    @Test("whoever was opened without a move stays open when others come first")
    func notMoved() {
        var scene = Scene.managing()
        scene.press(.enter)
        let alan = ContactID(service: Scene.home, number: 4)
        scene.tell(
            .contactChanged(alan, Contact(address: "alan@example.org", name: "Alan", groups: ["Friends"])),
            .presenceChanged(alan, Presence(status: .available), since: .unknown))
        #expect(scene.draw().lines.contains { $0.contains("│ bob@example.org") })
        #expect(scene.model.isOpen)
    }

    @Test("whoever is open of the list that was kept, when the server tells it in another order")
    func keptList() {
        let kept = KnownContacts(version: nil, contacts: [Self.bob, Self.zoe], asOf: Moment(nanoseconds: 0))
        var scene = Scene(services: [.able], rows: 24, columns: 80, known: [0: kept])
        scene.select("Zoe")
        scene.press(.enter)
        scene.signIn(0)
        scene.contacts([Self.zoe, Self.bob])
        #expect(scene.draw().lines.contains { $0.contains("zoe@example.org") })
        scene.type("xy")
        #expect(requests(&scene) == [.remove(number: 0)])
    }

    @Test("of another messenger's contacts nobody is open")
    func otherMessenger() {
        var scene = Self.atDave(.text("x"))
        scene.update(.stateReplaced(Scene.managing().model.state))
        #expect(scene.model.focus == .list)
    }

    // MARK: Persons of several addresses

    private static let zoe = Contact(address: "zoe@example.org", name: "Zoe", groups: ["Friends"])
    private static let bob = Contact(address: "bob@example.org", name: "Bob", groups: ["Friends"])

    @Test("the chosen address of a person")
    func chosenAddress() {
        var scene = Scene.merged()
        scene.press(.enter, .right, .left)
        scene.contacts([Self.zoe, Self.bob])
        scene.type("x")
        #expect(scene.draw().lines.contains { $0.contains("Remove Bob (bob@example.org)") })
        scene.type("y")
        #expect(requests(&scene).last == .remove(number: 1))
    }

    private static let yan = Contact(address: "yan@corp.example", name: "Yan", groups: [])
    private static let robert = Contact(address: "robert@corp.example", name: "Robert", groups: ["Work"])

    @Test(
        "the chosen address where it is not the first",
        arguments: [([Key.enter, .right], [Key.text("x")]), ([.text("x"), .right], [])])
    func otherAddress(before: [Key], after: [Key]) {
        var scene = Scene.merged()
        for key in before { scene.press(key) }
        scene.contacts([Self.yan, Self.robert], service: 1)
        scene.contacts([Self.zoe, Self.bob])
        for key in after { scene.press(key) }
        #expect(scene.draw().lines.contains { $0.contains("Remove Bob (robert@corp.example) from work?") })
        scene.type("y")
        #expect(scene.takeCommands().last == .request(Scene.work, .remove(number: 1)))
    }

    @Test("the name by which an answer is told")
    func answer() {
        var scene = Scene.merged()
        scene.select("Bob")
        scene.press(.enter)
        scene.type(":hide_from")
        scene.press(.enter)
        #expect(requests(&scene).last == .hideFrom(number: 0))
        scene.contacts([Self.zoe, Self.bob])
        scene.answer(.hideFrom(number: 1))
        #expect(scene.statusLine().contains("Bob (bob@example.org) does not see you any more"))
    }

    @Test(
        "a question about several addresses stays with the chosen one, and closes with it", arguments: [0, 1])
    func choices(removed: Int) {
        var scene = Scene.merged()
        scene.type("x")
        let chosen = "Remove Bob (bob@example.org) from home?"
        #expect(scene.draw().lines.contains { $0.contains(chosen) })
        scene.tell(.contactRemoved(ContactID(service: ServiceID(index: removed), number: 0)))
        #expect(scene.draw().lines.contains { $0.contains(chosen) } == (removed == 1))
        #expect(!scene.draw().lines.contains { $0.contains("another address") })
        scene.type("y")
        #expect(requests(&scene) == (removed == 1 ? [.remove(number: 0)] : []))
    }

    @Test("whoever stands for a person changes, and the person stays open")
    func standIn() {
        var scene = Scene.merged()
        scene.tell(.contactRemoved(ContactID(service: Scene.home, number: 0)))
        scene.select("Robert")
        scene.press(.enter)
        scene.tell(.contactChanged(ContactID(service: Scene.home, number: 0), Self.bob))
        #expect(scene.draw().lines.contains { $0.contains("│ Bob") })
        #expect(scene.model.isOpen)
    }
}

import Messenger
import Testing

@testable import TerminalUI

private func contact(_ name: String, _ groups: String...) -> Contact {
    Contact(address: "\(name.lowercased())@example.org", name: name, groups: groups)
}

/// The list's rows as they are drawn on a narrow screen.
private func listed(_ scene: Scene, rows: Int = 20) -> [String] {
    var scene = scene
    scene.update(.resized(rows: rows, columns: 24))
    return scene.draw().lines.dropFirst(2).dropLast(2).filter { !$0.isEmpty }
}

private func online(_ contacts: [Contact]) -> Scene {
    var scene = Scene()
    scene.signIn(0)
    scene.contacts(contacts)
    return scene
}

@Suite struct ContactListTests {
    @Test("a contact is in each of its groups, and in Contacts without any")
    func groups() {
        let scene = online([
            contact("Zoe", "Work", "Friends", "Work"), contact("Amy"), contact("Bob", "Work"),
        ])
        #expect(
            listed(scene) == [
                "▾ Friends 0/1", "○ Zoe", "▾ Work 0/2", "○ Bob", "○ Zoe", "▾ Contacts 0/1", "○ Amy",
            ])
    }

    @Test("present contacts come first, or all by name; offline ones can be hidden")
    func order() {
        var scene = online(["Amy", "Bob", "Cat", "Dan"].map { contact($0, "F") })
        scene.presence(1, Presence(status: .away))
        scene.presence(3, Presence(status: .available))
        #expect(listed(scene) == ["▾ F 2/4", "● Dan", "◐ Bob", "○ Amy", "○ Cat"])
        scene.type("z")
        #expect(listed(scene) == ["▾ F 2/4", "○ Amy", "◐ Bob", "○ Cat", "● Dan"])
        scene.type("H")
        #expect(listed(scene) == ["▾ F 2/4", "◐ Bob", "● Dan"])
        #expect(
            scene.takeCommands() == [
                .savePreferences(Preferences(order: .name)),
                .savePreferences(Preferences(offlineContacts: .hidden, order: .name)),
            ])
    }

    @Test("the selection stays with its contact when rows move")
    func selectionStays() {
        var scene = online(["Amy", "Bob", "Cat"].map { contact($0, "F") })
        _ = scene.draw()
        scene.press(.down, .down)
        scene.presence(1, Presence(status: .available))
        scene.presence(2, Presence(status: .available))
        scene.update(.resized(rows: 10, columns: 70))
        let screen = scene.draw()
        #expect(screen.lines.contains { $0.contains("│ Cat") })
        #expect(screen.row(4).contains { $0.style == .selected })
    }

    @Test("until a person moves, the first contact is the selected one")
    func selectionBegins() {
        var scene = online(["Amy", "Bob", "Cat"].map { contact($0, "F") })
        scene.update(.resized(rows: 10, columns: 70))
        #expect(scene.draw().lines.contains { $0.contains("│ Amy") })
        scene.presence(2, Presence(status: .available))
        #expect(scene.draw().lines.contains { $0.contains("│ Cat") })
        scene.press(.down)
        scene.presence(1, Presence(status: .away))
        #expect(scene.draw().lines.contains { $0.contains("│ Amy") })
    }

    @Test("when the selected contact goes, what took its row is selected")
    func selectionGoes() {
        var scene = online(["Amy", "Bob", "Cat"].map { contact($0, "F") })
        _ = scene.draw()
        scene.press(.down)
        scene.tell(.contactRemoved(ContactID(service: ServiceID(index: 0), number: 1)))
        scene.update(.resized(rows: 10, columns: 70))
        #expect(scene.draw().lines.contains { $0.contains("│ Cat") })
    }

    @Test("the selected row is always in view", arguments: [4, 7, 10])
    func scrolls(rows: Int) {
        var scene = online((0..<100).map { contact("C\($0 + 100)", "F") })
        scene.update(.resized(rows: rows, columns: 26))
        for key in [Key.text("G"), .pageUp, .up, .text("g"), .pageDown, .down, .end, .home, .down] {
            scene.press(key)
            let screen = scene.draw()
            #expect((0..<rows).contains { screen.row($0).contains { $0.style == .selected } }, "\(key)")
        }
    }

    @Test("the filter finds by name and address, offline and folded too, and leaves what is typed last")
    func filters() {
        var scene = online([contact("Amy", "F"), contact("Bob", "F"), contact("Cat", "G")])
        scene.type("H")
        scene.type("/O")
        #expect(listed(scene).dropLast().first == "▾ F 0/2")
        scene.type("b@")
        #expect(
            listed(scene) == ["▾ F 0/2", "○ Bob", "────────────────────────"])
        scene.type("x")
        #expect(listed(scene).first == "Nobody matches.")
        scene.press(.escape)
        #expect(scene.model.filter == nil)
    }

    @Test("a name of which nothing would be seen is replaced by the address")
    func invisibleName() {
        let scene = online([Contact(address: "amy@example.org", name: "\u{200b}\u{3164}", groups: [])])
        #expect(listed(scene) == ["▾ Contacts 0/1", "○ amy@example.org"])
    }

    @Test("a contact whose presence is not told is unknown, not offline")
    func unknown() {
        let scene = online([Contact(address: "amy@example.org", name: "Amy", groups: [], subscription: .from)]
        )
        #expect(listed(scene) == ["▾ Contacts 0/1", "? Amy"])
    }
}

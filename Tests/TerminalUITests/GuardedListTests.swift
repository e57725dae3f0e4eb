import Messenger
import Testing

@testable import TerminalUI

private func online(_ contacts: [Contact], rows: Int, glyphs: Glyphs = .unicode) -> Scene {
    var scene = Scene(rows: rows, columns: 24, glyphs: glyphs)
    scene.signIn(0)
    scene.contacts(contacts)
    return scene
}

private func many(_ count: Int) -> [Contact] {
    (100..<100 + count).map { Contact(address: "c\($0)@example.org", name: "C\($0)", groups: ["F"]) }
}

private func listed(_ scene: inout Scene) -> [String] {
    Array(scene.draw().lines.dropFirst(2).dropLast(2))
}

@Suite struct GuardedListTests {
    @Test("back at the first contact its heading is seen too")
    func heading() {
        var scene = online(many(30), rows: 8)
        scene.press(.end)
        _ = scene.draw()
        scene.press(.home)
        _ = scene.draw()
        scene.press(.down)
        #expect(listed(&scene).first == "▾ F 0/30")
        scene.press(.end)
        _ = scene.draw()
        scene.press(.home, .down)
        #expect(listed(&scene).first == "▾ F 0/30")
    }

    @Test("a greater screen, or fewer contacts, leave no blank rows while there are contacts to show")
    func noBlankEnd() {
        var scene = online(many(30), rows: 8)
        scene.press(.end)
        _ = scene.draw()
        scene.update(.resized(rows: 16, columns: 24))
        #expect(listed(&scene).allSatisfy { !$0.isEmpty })
        scene.contacts(many(14))
        #expect(listed(&scene).allSatisfy { !$0.isEmpty })
        #expect(listed(&scene).last == "○ C113")
    }

    @Test("a contact in two groups stays selected in the one where it was selected")
    func twoGroups() {
        var scene = online([Contact(address: "z@example.org", name: "Zoe", groups: ["A", "B"])], rows: 12)
        scene.press(.end)
        scene.presence(0, Presence(status: .available))
        let screen = scene.draw()
        #expect(screen.row(5).contains { $0.style == .selected })
        #expect(!screen.row(3).contains { $0.style == .selected })
    }

    @Test("scrolled up, the selected row comes into view at the top")
    func scrollsUp() {
        var scene = online(many(30), rows: 8)
        scene.press(.end)
        _ = scene.draw()
        scene.press(.pageUp, .pageUp, .up)
        let screen = scene.draw()
        #expect(screen.row(2).contains { $0.style == .selected })
    }

    @Test("where the locale is not UTF-8 other text is question marks")
    func otherText() {
        var scene = online(
            [Contact(address: "z@example.org", name: "Zo\u{eb} \u{4e2d}", groups: ["F"])], rows: 8,
            glyphs: .ascii)
        #expect(listed(&scene)[1] == ". Zo? ??")
    }

    @Test("a contact of whose name nothing would be seen is ordered by the address")
    func invisibleNameOrder() {
        var scene = online(
            [
                Contact(address: "bob@example.org", name: "Bob", groups: ["F"]),
                Contact(address: "amy@example.org", name: "\u{200b}\u{3164}", groups: ["F"]),
            ], rows: 8)
        #expect(listed(&scene)[1...2] == ["○ amy@example.org", "○ Bob"])
    }

    @Test("a contact of whose name nothing would be seen has its address above the details")
    func invisibleNameDetails() {
        var scene = online([Contact(address: "amy@example.org", name: "\u{200b}", groups: [])], rows: 8)
        scene.update(.resized(rows: 8, columns: 76))
        #expect(scene.draw().lines[2].hasSuffix("│ amy@example.org"))
    }

    @Test("a service of whose name nothing would be seen is named by its address")
    func invisibleService() {
        let service = ServiceDescription(name: "\u{200b}", address: "alice@example.org", protocolName: "XMPP")
        var scene = Scene(services: [service], rows: 8, columns: 76)
        scene.signIn(0)
        #expect(scene.statusLine().contains("alice@example.org online"))
    }
}

import Testing

@testable import TerminalUI

@Suite struct GroupNamesTests {
    @Test(
        "names are written with commas between them",
        arguments: [
            ("", []), ("Friends", ["Friends"]), ("a, b", ["a", "b"]), (" a ,, b ,a", ["a", "b"]),
            ("a\\, b, c", ["a, b", "c"]), ("a\\\\, b", ["a\\", "b"]), ("a\\", ["a"]),
        ] as [(String, [String])])
    func read(text: String, names: [String]) {
        #expect(GroupNames.groups(in: text) == names)
    }

    @Test(
        "what is written is read again",
        arguments: [["a, b", "c\\", "\\,"], ["\u{e9}", "e\u{301}"], ["Friends", "Work"]])
    func roundTrip(names: [String]) {
        let read = GroupNames.groups(in: GroupNames.text(names))
        #expect(read.map { Array($0.utf8) } == names.map { Array($0.utf8) })
    }

    @Test(
        "Tab completes the last name",
        arguments: [
            ("Fr", "Friends"), ("fr", "Friends"), ("Work, fr", "Work, Friends"),
            ("a\\, b, W", "a\\, b, Work"),
            ("", nil), ("Work, ", nil), ("Friends", nil), ("x", nil),
        ] as [(String, String?)])
    func completes(text: String, completed: String?) {
        #expect(GroupNames.completion(of: text, among: ["Friends", "Work", "a, b"])?.text == completed)
    }

    @Test("Tab goes on where there is nothing to complete")
    func inForm() {
        var scene = Scene.managing()
        scene.type("ax@example.org")
        scene.press(.tab, .tab)
        scene.type("fr")
        #expect(scene.draw().lines.contains { $0.contains("Tab: Friends") })
        scene.press(.tab, .tab)
        scene.press(.enter)
        #expect(
            scene.takeCommands().isEmpty
                || scene.takeCommands() == [])
        scene.press(.enter)
        #expect(scene.draw().lines.contains { $0.contains("Groups    Friends") })
    }
}

import Messenger
import Testing

@testable import TerminalUI

@Suite struct PaletteTests {
    @Test("every action is found by its name in the configuration, and by all its words")
    func finds() {
        for action in Action.allCases where action != .palette {
            var palette = PaletteState(origin: .list)
            for scalar in action.rawValue.unicodeScalars { _ = palette.field.take(.text(scalar)) }
            #expect(palette.matches.contains(action))
            var byWords = PaletteState(origin: .list)
            for scalar in action.words.string.unicodeScalars { _ = byWords.field.take(.text(scalar)) }
            #expect(byWords.chosen == action)
        }
    }

    @Test("Enter does what is chosen", arguments: [Key.text(":"), .control("p")])
    func performs(key: Key) {
        var scene = Scene.managing()
        scene.press(key)
        scene.type("sign out of")
        scene.press(.enter)
        #expect(scene.takeCommands() == [.signOut])
    }

    @Test("letters are text, Esc leaves first, and arrows choose")
    func letters() {
        var scene = Scene.managing()
        scene.type(":oq")
        #expect(scene.takeCommands() == [])
        scene.press(.escape)
        #expect(scene.model.focus == .list)
        scene.type(":status")
        scene.press(.down, .down, .up, .up, .up, .enter)
        guard case .picker = scene.model.focus else { return #expect(Bool(false)) }
    }

    @Test("of what has no match nothing is done")
    func nothing() {
        var scene = Scene.managing()
        scene.type(":no such thing")
        #expect(scene.draw().lines.contains { $0.contains("nothing has that name") })
        scene.press(.enter)
        #expect(scene.takeCommands() == [])
    }

    @Test("the chosen one is in view on any screen")
    func scrolls() {
        for (rows, columns) in [(24, 80), (15, 50), (8, 40), (6, 30)] {
            var scene = Scene.managing(rows: rows, columns: columns)
            scene.type(":")
            for _ in 0..<Action.allCases.count + 3 {
                scene.press(.down)
                let grid = scene.draw()
                let isSeen = (0..<grid.rows).contains { grid.row($0).contains { $0.style == .selected } }
                #expect(isSeen, "\(framed(grid))")
            }
        }
    }

    @Test("it does not open over what is being entered or asked")
    func notOver() {
        for opener in ["a", "s", "x", "e"] {
            var scene = Scene.managing()
            scene.type(opener)
            let before = scene.model.focus
            scene.press(.control("p"))
            #expect(scene.model.focus == before)
        }
    }
}

import Messenger
import Testing

@testable import TerminalUI

/// The blocked addresses, of which there may be thousands.
@Suite struct BlockedTests {
    /// The overlay over so many addresses of one service, and two of another.
    private static func open(_ count: Int) -> Scene {
        var scene = Scene.managingTwo()
        scene.tell(.blockedChanged(Scene.home, (0..<count).map { "spam\($0)@example.net" }))
        scene.tell(.blockedChanged(Scene.work, ["eve@corp.example", "mallory@corp.example"]))
        scene.type(":blocked")
        scene.press(.enter)
        return scene
    }

    @Test("only those are made into lines that can be seen", arguments: [0, 500, 19_999])
    func seen(place: Int) {
        let scene = Self.open(20_000)
        let overlay = scene.model.blockedOverlay(place)
        #expect(overlay.lines.count == Overlay.height(scene.model.layout))
        #expect(overlay.lines[overlay.focusLine].pieces.first?.text.string.hasPrefix("spam\(place)@") == true)
    }

    @Test("that there are more below is told until the last is seen")
    func more() {
        var scene = Self.open(100)
        #expect(scene.draw().lines.contains { $0.contains("│ spam0@example.net · home") })
        #expect(scene.draw().lines.contains { $0.contains("↓ more") })
        scene.type("G")
        #expect(scene.draw().lines.contains { $0.contains("│ mallory@corp.example · work") })
        #expect(!scene.draw().lines.contains { $0.contains("↓ more") || $0.contains("spam0@") })
    }

    @Test("of several services' the chosen one is unblocked where it is blocked")
    func services() {
        var scene = Self.open(3)
        scene.press(.down, .down, .down, .enter)
        scene.type("y")
        #expect(scene.takeCommands() == [.request(Scene.work, .unblock(address: "eve@corp.example"))])
    }

    @Test("the last is chosen where the list has become shorter")
    func shorter() {
        var scene = Self.open(3)
        scene.type("G")
        scene.tell(.blockedChanged(Scene.work, []))
        #expect(scene.draw().lines.contains { $0.contains("│ spam2@example.net · home") })
        scene.press(.enter)
        scene.type("y")
        #expect(scene.takeCommands() == [.request(Scene.home, .unblock(address: "spam2@example.net"))])
        scene.tell(.blockedChanged(Scene.home, []))
        scene.type(":blocked")
        scene.press(.enter, .enter)
        #expect(scene.draw().lines.contains { $0.contains("nobody is blocked") })
    }
}

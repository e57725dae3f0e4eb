import Messenger
import Testing

@testable import TerminalUI

private let hostile = [
    "\u{1b}[31mred\u{7}", "\u{1b}]0;title\u{7}", "\u{9b}2J", "a\r\nb\tc\u{0}", "\u{202e}evil\u{2066}",
    "e" + String(repeating: "\u{301}", count: 80), "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{4e2d}\u{6587}\u{5b57}\u{7b26}", "\u{200b}\u{3164}", "\u{e0041}\u{e007f}", "\u{1f1e9}\u{1f1ea}",
    String(repeating: "long ", count: 200), "\u{301}\u{301}",
]

/// A screen's cells: nothing but what DisplayText lets through, each row as wide as the screen.
private func check(_ grid: Grid, _ context: String) {
    for row in 0..<grid.rows {
        #expect(grid.row(row).reduce(0) { $0 + Int($1.width) } == grid.columns, "\(context)")
        for cell in grid.row(row) {
            let isClean = cell.text.unicodeScalars.allSatisfy { scalar in
                scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                    && !scalar.properties.isDefaultIgnorableCodePoint
            }
            #expect(isClean, "\(context)")
            #expect(cell.text.unicodeScalars.count <= DisplayText.maximumMarks + 1, "\(context)")
        }
    }
}

@Suite struct HostileContactTests {
    @Test("hostile text in every new field, at four sizes", arguments: hostile)
    func everyField(text: String) {
        for (rows, columns) in [(24, 80), (15, 50), (8, 31), (3, 20)] {
            for (name, var scene) in Self.scenes(text, rows: rows, columns: columns) {
                check(scene.draw(), "\(name) \(rows)x\(columns)")
            }
        }
    }

    private static func scenes(_ text: String, rows: Int, columns: Int) -> [(String, Scene)] {
        var asking = Scene.managing(rows: rows, columns: columns)
        asking.ask(text + "@example.org", nickname: text, text: text)
        var selected = asking
        selected.type("y")
        var answering = selected
        answering.type("y")
        var blocking = selected
        blocking.type("b")
        return [
            ("asking", asking), ("selected", selected), ("answering", answering), ("blocking", blocking),
        ] + contactScenes(text, rows: rows, columns: columns)
    }

    private static func contactScenes(_ text: String, rows: Int, columns: Int) -> [(String, Scene)] {
        var scene = Scene.managing(rows: rows, columns: columns)
        scene.contacts([
            Contact(address: text, name: text, groups: [text], subscription: .none, isAsking: true),
            Contact(address: "bob@example.org", name: "Bob", groups: [text]),
        ])
        let resource = Resource(name: text, priority: -1, status: .away, text: text, idleSince: scene.now)
        scene.presence(1, Presence(status: .available, text: text, resources: [resource, resource]))
        scene.tell(
            .detailsChanged(
                ContactID(service: Scene.home, number: 1),
                ContactDetails(nickname: text, mood: text, activity: text, tune: text)),
            .blockedChanged(Scene.home, [text, "spam"]))
        scene.press(.end)
        var open = scene
        open.press(.enter)
        var editing = scene
        editing.type("e")
        var removing = scene
        removing.type("x")
        var blocked = scene
        blocked.type(":blocked")
        blocked.press(.enter)
        var marked = scene
        marked.type("m")
        var refused = scene
        refused.answer(.block(address: text), .refused(reason: text))
        return [
            ("list", scene), ("open", open), ("editing", editing), ("removing", removing),
            ("blocked", blocked), ("marked", marked), ("refused", refused),
            ("consent", consentScene(text, rows: rows, columns: columns)),
        ]
    }

    private static func consentScene(_ text: String, rows: Int, columns: Int) -> Scene {
        var scene = Scene(services: [.able], rows: rows, columns: columns)
        scene.changeStatus(0, .connecting)
        let consent = Consent.key(
            KeyConsent(fingerprint: Array(repeating: 0xAB, count: 32), fault: text, facts: [text, text]))
        scene.tell(
            .sessionEnded(Scene.home, SessionEnd(reason: text, remedy: .person, consent: consent)))
        scene.changeStatus(0, .offline)
        scene.type("i")
        return scene
    }
}

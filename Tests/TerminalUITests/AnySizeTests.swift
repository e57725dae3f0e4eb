import Messenger
import Testing

@testable import TerminalUI

private let keys: [Key] =
    "iosq/?HJzjkgG ynaexbm:t".unicodeScalars.map { .text($0) }
    + [
        .enter, .escape, .tab, .backTab, .up, .down, .pageUp, .pageDown, .home, .end, .backspace, .delete,
        .left,
        .right, .paste("中\u{301}x"), .control("l"), .control("u"), .unknown, .keypad("1"), .text("中"),
    ]

@Suite struct AnySizeTests {
    @Test("every size from nothing up is drawn, with the status line in the last row")
    func everySize() {
        var scenes: [Scene] = [Scene.signedIn(), Scene.signedInTwice(), Scene(services: [])]
        for opener in ["?", "s", "/x", "J"] {
            var scene = Scene.signedIn()
            scene.type(opener)
            scenes.append(scene)
        }
        var services = Scene.signedInThrice()
        services.press(.tab)
        scenes += [Scene.signedInThrice(), services]
        scenes += Self.managing
        for var scene in scenes {
            let isSignedIn = !scene.model.state.services.isEmpty
            if isSignedIn { scene.beginSignOut(0) }
            for rows in 0...20 {
                for columns in [0, 1, 2, 3, 5, 8, 13, 20, 29, 30, 31, 45, 59, 60, 61, 80, 200] {
                    scene.update(.resized(rows: rows, columns: columns))
                    let grid = scene.draw()
                    #expect(grid.rows == rows && grid.columns == columns)
                    guard rows > 0, columns >= 15, isSignedIn else { continue }
                    #expect(grid.lines[rows - 1].contains("Disconnecting"), "\(rows)x\(columns)")
                    if let cursor = grid.cursor {
                        #expect((0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column))
                    }
                }
            }
        }
    }

    /// A scene for each view of contacts.
    private static var managing: [Scene] {
        let ways: [[Key]] = [
            [.enter], [.text("a")], [.text("e")], [.text("x")], [.text("b")], [.text("m")],
            [.text(":")], [.text("y")], [.text("y"), .enter], [.text("y"), .text("y")],
            [.text(":")] + "blocked".unicodeScalars.map { .text($0) } + [.enter],
        ]
        return ways.map { keys in
            var scene = Scene.managing()
            scene.ask("anna@example.org", nickname: "Anna")
            scene.tell(.blockedChanged(Scene.home, ["spam@example.net"]))
            for key in keys { scene.press(key) }
            return scene
        }
    }

    @Test("a terminal greater than any grid still has its status line")
    func hugeSize() {
        var scene = Scene.signedIn()
        scene.update(.resized(rows: 100_000, columns: 100_000))
        #expect(scene.statusLine().contains("● Available"))
    }

    @Test("no sequence of keys, events and sizes upsets it", arguments: 0..<40)
    func anySequence(seed: UInt64) {
        var numbers = Numbers(state: seed)
        var scene = [Scene(services: []), .signedInTwice(), .signedIn(), .merged()][Int(seed % 4)]
        for _ in 0..<300 {
            switch UInt8.random(in: 0..<14, using: &numbers) {
            case 0:
                scene.update(
                    .resized(
                        rows: .random(in: 0...30, using: &numbers),
                        columns: .random(in: 0...90, using: &numbers)))
            case 1:
                let number = Int32.random(in: -2...6, using: &numbers)
                scene.presence(
                    number, Presence(status: Status.allCases.randomElement(using: &numbers) ?? .away))
            case 2: scene.tell(.contactRemoved(ContactID(service: ServiceID(index: 0), number: 1)))
            case 3: scene.wait(.milliseconds(Int.random(in: 0...3000, using: &numbers)))
            case 4: scene.tell(.contactsUnknown(ServiceID(index: 0), asOf: scene.now))
            case 5:
                scene.ask(
                    ["a", "\u{200b}", "b\u{43e}b"].randomElement(using: &numbers) ?? "a",
                    service: .random(in: 0...1, using: &numbers))
            case 6: scene.tell(.subscriptionRequestEnded(ServiceID(index: 0), address: "a"))
            default: scene.press(keys.randomElement(using: &numbers) ?? .up)
            }
            let grid = scene.draw()
            for row in 0..<grid.rows {
                #expect(grid.row(row).reduce(0) { $0 + Int($1.width) } == grid.columns)
            }
        }
    }
}

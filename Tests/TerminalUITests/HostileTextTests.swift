import Messenger
import Testing

@testable import TerminalUI

@Suite struct HostileTextTests {
    @Test("hostile names and status texts move nothing on the screen")
    func hostileList() {
        let names = [
            "Bob", "\u{202e}evil", "\u{4e2d}\u{6587}\u{5b57}\u{7b26}\u{5f88}\u{957f}\u{7684}\u{540d}",
            "e" + String(repeating: "\u{301}", count: 50),
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} family", "\u{1b}[31mred\u{7}", "\u{200b}\u{3164}",
            "tag\u{e0041}\u{e007f}", "\u{1f1e9}\u{1f1ea} flag",
        ]
        var scene = Scene(rows: 15, columns: 64)
        scene.signIn(0)
        scene.contacts(
            names.enumerated().map { number, name in
                Contact(address: "c\(number)@example.org", name: name, groups: ["\u{1b}]0;title\u{7}"])
            })
        for (number, name) in names.enumerated() {
            scene.presence(Int32(number), Presence(status: .available, text: name + "\r\n" + name))
        }
        expect(
            scene.draw(),
            """
            ┌────────────────────────────────────────────────────────────────┐
            │ Porchlight                        alice@example.org  Available │
            │ ───────────────────────────────┬────────────────────────────── │
            │ ▾ �]0;title� 9/9               │ �[31mred�                     │
            │   ● �[31mred�  �[31mred�  �[31…│ c5@example.org · home         │
            │   ● Bob        Bob  Bob        │ ● Available "�[31mred�        │
            │   ● c6@exampl… available       │   �[31mred�"                  │
            │   ● tag        tag  tag        │ since 13:00                   │
            │   ● é́́́́́́́          é́́́́́́́  é́́́́́́́            │                               │
            │   ● evil       evil  evil      │                               │
            │   ● 中文字符…  中文字符很长的… │                               │
            │   ● DE flag    DE flag  DE flag│                               │
            │   ● 👨👩👧 fa… 👨👩👧 family  …│                               │
            │                                │                               │
            │ ───────────────────────────────┴────────────────────────────── │
            │ ● Available · home online         o sign out  s status  ? help │
            └────────────────────────────────────────────────────────────────┘
            """)
    }
}

import Messenger
import Testing

@testable import TerminalUI

@Suite struct AddressDoubtTests {
    @Test(
        "an address that may look like another is marked",
        arguments: [
            ("b\u{43e}b@example.org", AddressDoubt.mixed),
            ("\u{430}lice@example.org", .mixed),
            ("alice@ex\u{430}mple.org", .mixed),
            ("\u{441}\u{43e}\u{441}\u{43e}@example.org", .mixed),
            ("b\u{3bf}b@example.org", .mixed),
            ("\u{578}ora@example.org", .mixed),
            ("\u{13a0}da@example.org", .mixed),
            ("bob\u{200b}@example.org", .hidden),
            ("bob\u{ad}@example.org", .hidden),
            ("bob @example.org", .hidden),
            ("bob\u{a0}@example.org", .hidden),
            ("\u{202e}gro.elpmaxe@bob", .hidden),
            ("bo\u{2060}b@example.org", .hidden),
            ("\u{2800}bob@example.org", .hidden),
            ("bob\u{fe0f}@example.org", .hidden),
            ("\u{ff42}\u{ff4f}\u{ff42}@example.org", .lookalike),
            ("\u{1d41b}ob@example.org", .lookalike),
            ("al\u{131}ce@example.org", .lookalike),
            ("b\u{251}b@example.org", .lookalike),
            ("bo\u{323}b@example.org", .lookalike),
            ("\u{212c}ob@example.org", .lookalike),
            ("\u{2170}van@example.org", .lookalike),
        ])
    func doubted(address: String, doubt: AddressDoubt) {
        #expect(AddressDoubt(address) == doubt)
    }

    @Test(
        "an address of one script is not",
        arguments: [
            "bob@example.org", "b0b-1_2.3+x@example.org", "j\u{fc}rgen@example.org",
            "\u{438}\u{432}\u{430}\u{43d}@\u{43f}\u{43e}\u{447}\u{442}\u{430}.\u{440}\u{444}",
            "\u{592a}\u{90ce}@\u{4f8b}\u{3048}.\u{65e5}\u{672c}",
            "\u{3bd}\u{3af}\u{3ba}\u{3bf}\u{3c2}@\u{3b5}\u{3bb}",
        ])
    func plain(address: String) {
        #expect(AddressDoubt(address) == nil)
    }

    @Test("who asks is shown with the doubt in the list, in the details and in the question")
    func shown() {
        var scene = Scene.managing()
        scene.ask("b\u{43e}b@example.org", nickname: "Bob")
        #expect(scene.draw().lines[3].contains("b\u{43e}b@example.org (mixed scripts)"))
        scene.select("b\u{43e}b@example.org")
        #expect(scene.draw().lines.contains { $0.contains("of several scripts") || $0.contains("several") })
        scene.type("y")
        #expect(
            scene.draw().lines.contains {
                $0.contains("several scripts; it may look like another") || $0.contains("of several scripts;")
            })
    }

    @Test("so is a contact of the list, and an address that is being added")
    func elsewhere() {
        var scene = Scene.managing()
        scene.contacts([Contact(address: "b\u{43e}b@example.org", name: "Bob", groups: [])])
        #expect(scene.draw().lines.contains { $0.contains("│ The letters of this address are of") })
        scene.type("ab\u{43e}b@example.org")
        #expect(scene.draw().lines.contains { $0.contains("│ The letters of this address are of several") })
    }

    @Test("an address of which nothing can be seen is still shown as somebody")
    func invisible() {
        var scene = Scene.managing()
        scene.ask("\u{200b}\u{2060}", nickname: "Bob")
        #expect(scene.draw().lines[3].contains("(an address that ca"))
    }
}

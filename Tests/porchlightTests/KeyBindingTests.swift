import TerminalUI
import Testing

@testable import porchlight

@Suite("Keys that cannot be bound as the configuration wishes")
@MainActor
struct KeyBindingTests {
    @Test(
        "are told with their place",
        arguments: [
            ("[keys]\nsing_out = \"o\"\n", "$:2:1: keys: sing_out: no such action; the actions are "),
            (
                "[keys]\nhelp = \"?\"\n  sign_out = \"oo\"\n",
                "$:3:3: keys: sign_out: oo is not a key that can be bound; expected one character"
            ),
            ("[keys]\nsign_out = \"i\"\n", "$:2:1: keys: i is bound to both sign_in and sign_out"),
            (
                "[keys]\nquit = \"x\"\nhelp = \"a\"\nsign_in = \"x\"\nfilter = \"f\"\n",
                "$:4:1: keys: x is bound to both sign_in and quit"
            ),
        ])
    func told(text: String, line: String) throws {
        let error = try #require(throws: ConfigurationErrors.self) {
            _ = try ConfigurationDocument.parse(Array(text.utf8), file: "$")
        }
        #expect(error.description.hasPrefix(line), "\(error)")
        #expect(error.errors.count == 1)
    }

    @Test("are told all, and with every other mistake")
    func together() throws {
        let text = "primary = \"x\"\n[keys]\nsing_out = \"o\"\nhelp = \"oo\"\nfilter = \"h\"\n"
        let error = try #require(throws: ConfigurationErrors.self) {
            _ = try ConfigurationDocument.parse(Array(text.utf8), file: "$")
        }
        #expect(error.errors.map(\.position?.line) == [1, 3, 4])
    }

    @Test("that are taken only because another line is wrong are not told beside it")
    func makingRoom() throws {
        let text = "[keys]\nsign_out = \"q\"\nquit = \"oo\"\n"
        let error = try #require(throws: ConfigurationErrors.self) {
            _ = try ConfigurationDocument.parse(Array(text.utf8), file: "$")
        }
        #expect(error.errors.map(\.position?.line) == [3])
    }

    @Test("keys that can be are bound")
    func bound() throws {
        let configuration = try ConfigurationDocument.parse(
            Array("[keys]\nsign_out = \"q\"\nquit = \"f1\"\n".utf8), file: "$")
        let plan = try ClientPlan(configuration, path: "$")
        #expect(Key(name: "f1").flatMap { plan.keymap.action(for: $0) } == .quit)
        #expect(plan.keymap.action(for: .text("q")) == .signOut)
    }
}

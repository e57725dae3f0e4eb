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
        let configuration = try ConfigurationDocument.parse(Array(text.utf8), file: "$")
        let error = try #require(throws: ConfigurationErrors.self) {
            _ = try ClientPlan(configuration, path: "$")
        }
        #expect(error.description.hasPrefix(line), "\(error)")
    }

    @Test("keys that can be are bound")
    func bound() throws {
        let configuration = try ConfigurationDocument.parse(
            Array("[keys]\nsign_out = \"f1\"\n".utf8), file: "$")
        let plan = try ClientPlan(configuration, path: "$")
        #expect(Key(name: "f1").flatMap { plan.keymap.action(for: $0) } == .signOut)
    }
}

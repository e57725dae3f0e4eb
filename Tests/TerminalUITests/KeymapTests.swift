import Testing

@testable import TerminalUI

private func mistake(_ rebindings: [(action: String, keys: [String])]) -> KeymapError? {
    do throws(KeymapError) {
        _ = try Keymap(rebinding: rebindings)
        return nil
    } catch {
        return error
    }
}

@Suite struct KeymapTests {
    @Test(
        "the standard keys",
        arguments: [
            (Key.text("i"), Action.signIn), (.text("o"), .signOut), (.text("s"), .setStatus),
            (.text("/"), .filter), (.text("?"), .help), (.text("q"), .quit), (.text("H"), .toggleOffline),
            (.text("z"), .changeOrder), (.text("j"), .down), (.text("k"), .up), (.text("g"), .first),
            (.text("G"), .last), (.text("J"), .journal), (.tab, .services), (.enter, .open),
            (.control("l"), .redraw), (.control("z"), .suspend), (.text("a"), .add), (.text("e"), .edit),
            (.text("x"), .remove), (.text("b"), .block), (.text("y"), .accept), (.text("n"), .refuse),
            (.text("m"), .merge), (.text(":"), .palette), (.control("p"), .palette),
        ])
    func standard(key: Key, action: Action) {
        #expect(Keymap.standard.action(for: key) == action)
    }

    @Test("every action can be bound by its name in snake case")
    func names() throws {
        for action in Action.allCases {
            #expect(action.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F })
            let keymap = try Keymap(rebinding: [(action.rawValue, ["f9"])])
            #expect(keymap.action(for: .named(.function(9), [])) == action)
        }
    }

    @Test("a contact's key that was given to something else is given up: the action is found by name")
    func yields() throws {
        let keymap = try Keymap(rebinding: [("sign_out", ["x"])])
        #expect(keymap.action(for: .text("x")) == .signOut)
        #expect(keymap.keys(for: .remove).isEmpty)
        #expect(keymap.label(.remove) == ":")
        #expect(
            mistake([("sign_out", ["x"]), ("remove", ["x"])]) == .conflict(.text("x"), .signOut, .remove))
    }

    @Test("a rebound action has its new keys only")
    func rebinds() throws {
        let keymap = try Keymap(rebinding: [("sign_out", ["x", "ctrl-o"]), ("help", ["f1"])])
        #expect(keymap.action(for: .text("x")) == .signOut)
        #expect(keymap.action(for: .control("o")) == .signOut)
        #expect(keymap.action(for: .text("o")) == nil)
        #expect(keymap.action(for: .named(.function(1), [])) == .help)
    }

    @Test("two actions may change their keys with each other")
    func swaps() throws {
        let keymap = try Keymap(rebinding: [("sign_out", ["q"]), ("quit", ["o"])])
        #expect(keymap.action(for: .text("q")) == .signOut)
        #expect(keymap.action(for: .text("o")) == .quit)
    }

    @Test("mistakes are told")
    func mistakes() {
        #expect(mistake([("signout", ["o"])]) == .unknownAction("signout"))
        #expect(mistake([("sign_out", ["ctrl-c"])]) == .unknownKey("ctrl-c", for: .signOut))
        #expect(mistake([("sign_out", ["\u{1b}"])]) == .unknownKey("\u{1b}", for: .signOut))
        #expect(mistake([("sign_out", ["esc"])]) == .unknownKey("esc", for: .signOut))
        #expect(mistake([("sign_out", [])]) == .noKey(for: .signOut))
        #expect(mistake([("sign_out", ["i"])]) == .conflict(.text("i"), .signIn, .signOut))
        #expect(mistake([("sign_out", ["i"])])?.description == "i is bound to both sign_in and sign_out")
    }

    @Test("hints and help show the keys as they are bound")
    func shown() throws {
        var scene = Scene(rows: 24, columns: 80, keymap: try Keymap(rebinding: [("sign_out", ["x"])]))
        scene.signIn(0)
        #expect(scene.statusLine().contains("x sign out"))
        scene.type("?")
        #expect(scene.draw().lines.contains { $0.contains("│ x            sign out of everything") })
    }
}

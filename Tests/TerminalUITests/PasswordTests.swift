import Messenger
import Testing

@testable import TerminalUI

private let secret = "hunter2oqi"

private func dumped(_ value: some Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
}

/// The form of an account that is not configured, with everything entered.
private func filledIn() -> Scene {
    var scene = Scene(services: [], rows: 16, columns: 64)
    scene.type("alice@example.org")
    scene.press(.tab)
    scene.type(secret)
    return scene
}

private func passwords(_ commands: [Command]) -> [String] {
    commands.compactMap { command in
        if case .submitForm(let form) = command { return form.password }
        return nil
    }
}

@Suite struct PasswordTests {
    @Test("a field with a password is drawn as dots, edited or not")
    func dots() {
        var scene = filledIn()
        #expect(framed(scene.draw()).contains("••••••••••"))
        scene.press(.tab)
        #expect(framed(scene.draw()).contains("••••••••••"))
    }

    @Test("a field does not print its password")
    func fieldPrints() {
        #expect("\(TextField(secret, kind: .secret))" == "(secret)")
        #expect("\(TextField("quo"))" == "quo")
    }

    @Test("a field does not dump its password")
    func fieldDumps() {
        #expect(!dumped(TextField(secret, kind: .secret)).contains("hunter"))
        #expect(!dumped(filledIn().model.focus).contains("hunter"))
    }

    @Test("what was entered does not print its password")
    func entryPrints() {
        let entry = SignInForm(service: nil, address: "a@example.org", password: secret, server: "")
        #expect(!"\(entry) \(String(reflecting: entry))".contains("hunter"))
    }

    @Test("what was entered does not dump its password")
    func entryDumps() {
        let entry = SignInForm(service: nil, address: "a@example.org", password: secret, server: "")
        #expect(!dumped(Command.submitForm(entry)).contains("hunter"))
    }

    @Test("a refused password is gone from the open form")
    func refused() {
        var scene = filledIn()
        scene.press(.enter)
        scene.update(.stateReplaced(Scene().model.state))
        scene.changeStatus(0, .connecting)
        scene.fail(0, "signing in: wrong password", .password)
        scene.type("y")
        _ = scene.takeCommands()
        scene.press(.enter)
        #expect(passwords(scene.takeCommands()) == ["y"])
    }

    @Test("what is kept for entering an account otherwise holds no password")
    func kept() {
        var scene = filledIn()
        scene.press(.enter)
        #expect(scene.model.entered?.address.text == "alice@example.org")
        #expect(scene.model.entered?.password.isEmpty == true)
    }

    @Test(
        "a field takes no control, typed or pasted", arguments: ["\u{1b}", "\u{7f}", "\u{85}", "\r\n", "\0"])
    func controls(control: String) {
        var field = TextField()
        _ = field.take(.paste("a\(control)b"))
        #expect(field.text == "ab")
    }
}

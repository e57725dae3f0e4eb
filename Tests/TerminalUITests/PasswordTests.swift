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

    /// The account whose password is asked for; nil when none is.
    private func asked(_ scene: Scene) -> Int? {
        guard case .form(let form) = scene.model.focus else { return nil }
        return form.service?.index
    }

    private func lacking(_ services: Int...) -> Scene {
        var scene = Scene(services: [.home, .irc, .home])
        for service in services { scene.update(.passwordNeeded(ServiceID(index: service))) }
        return scene
    }

    @Test("of several accounts the passwords are asked for one after the other")
    func several() {
        var scene = lacking(0, 1, 2, 1)
        #expect(asked(scene) == 0)
        scene.type("y")
        scene.press(.enter)
        #expect(passwords(scene.takeCommands()) == ["y"])
        // Another that is up by now needs none.
        scene.signIn(1)
        scene.signIn(0)
        #expect(asked(scene) == 2)
        scene.press(.escape)
        #expect(asked(scene) == nil)
    }

    @Test("a form that is left makes way for the next")
    func left() {
        var scene = lacking(0, 1)
        scene.press(.escape)
        #expect(asked(scene) == 1)
        scene.type("y")
        scene.press(.enter, .escape)
        #expect(asked(scene) == nil)
    }

    @Test("after refusals the key for signing in asks for each of them")
    func refusals() {
        var scene = Scene(services: [.home, .irc])
        for service in [0, 1] {
            scene.changeStatus(service, .connecting)
            scene.fail(service, "wrong password", .password)
        }
        scene.type("i")
        #expect(asked(scene) == 0)
        scene.press(.escape)
        #expect(asked(scene) == 1)
    }

    @Test("a sign-out forgets what was still to be asked")
    func signedOut() throws {
        var scene = Scene(
            services: [.home, .irc],
            keymap: try Keymap(rebinding: [(action: "sign_out", keys: ["ctrl-o"])]))
        scene.update(.passwordNeeded(ServiceID(index: 0)))
        scene.update(.passwordNeeded(ServiceID(index: 1)))
        scene.press(.control("o"), .escape)
        #expect(asked(scene) == nil)
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

import Messenger
import Testing

@testable import TerminalUI

private func signedIn() -> Scene { Scene.signedIn() }

private func disconnecting() -> Scene {
    var scene = Scene.signedIn()
    scene.type("o")
    scene.beginSignOut(0)
    scene.wait(.seconds(2))
    _ = scene.takeCommands()
    return scene
}

@Suite struct UpdateTests {
    @Test("o signs out; while disconnecting it does not wait")
    func signsOut() {
        var scene = signedIn()
        scene.type("o")
        #expect(scene.takeCommands() == [.signOut])
        scene.beginSignOut(0)
        scene.wait(.milliseconds(999))
        scene.type("o")
        #expect(scene.takeCommands().isEmpty)
        scene.wait(.milliseconds(1001))
        scene.type("o")
        #expect(scene.takeCommands() == [.stopWaiting])
    }

    @Test("an o held for seconds is one press", arguments: [250, 500, 660], [30, 100])
    func heldKey(delay: Int, period: Int) {
        var scene = signedIn()
        scene.type("o")
        scene.beginSignOut(0)
        scene.wait(.milliseconds(delay))
        for _ in 0..<(5000 / period) {
            scene.type("o")
            scene.wait(.milliseconds(period))
        }
        #expect(scene.takeCommands() == [.signOut])
        scene.wait(.milliseconds(200))
        scene.type("o")
        #expect(scene.takeCommands() == [.stopWaiting])
    }

    @Test("a held o that is answered at once does not sign out again")
    func heldThroughAnswer() {
        var scene = signedIn()
        scene.type("o")
        scene.beginSignOut(0)
        scene.finishSignOut(0, .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag)))
        for _ in 0..<20 {
            scene.wait(.milliseconds(100))
            scene.type("o")
        }
        #expect(scene.takeCommands() == [.signOut])
    }

    @Test("q quits, a held q is one press, and a second q quits at once")
    func quits() {
        var scene = signedIn()
        scene.type("q")
        for _ in 0..<30 {
            scene.wait(.milliseconds(40))
            scene.type("q")
        }
        #expect(scene.takeCommands() == [.quit])
        scene.wait(.seconds(1))
        scene.type("q")
        #expect(scene.takeCommands() == [.quitNow])
    }

    @Test("while quitting i does nothing")
    func noSignInWhileQuitting() {
        var scene = signedIn()
        scene.type("qi")
        #expect(scene.takeCommands() == [.quit])
    }

    @Test("i while disconnecting is passed on each time: the messenger remembers and forgets it")
    func signInWhileDisconnecting() {
        var scene = disconnecting()
        scene.type("i")
        scene.tell(.signInQueued(true))
        scene.type("i")
        #expect(scene.takeCommands() == [.signIn(nil), .signIn(nil)])
    }

    @Test(
        "keys that are no keys, and pastes outside of fields, do nothing",
        arguments: [
            "\u{1b}Oq", "\u{1b}Oo", "\u{1b}o", "\u{1b}q", "\u{1b}[200~quo\u{1b}[201~",
            "\u{1b}[200~q\ro\r\u{1b}[201~",
        ])
    func doNothing(bytes: String) {
        for focus in ["", "?"] {
            var scene = signedIn()
            scene.type(focus)
            let before = scene.draw()
            var decoder = KeyDecoder()
            for key in decoder.decode(Array(bytes.utf8)) + decoder.silencePassed() { scene.press(key) }
            #expect(scene.takeCommands().isEmpty)
            #expect(scene.draw() == before)
        }
    }

    @Test("in a text field letters are text", arguments: ["/", "s"])
    func lettersAreText(opener: String) {
        var scene = signedIn()
        scene.type(opener)
        scene.type("quoi?Hz")
        scene.press(.paste("quo\r"), .keypad("1"))
        #expect(scene.takeCommands().isEmpty)
        #expect(scene.draw().lines.contains { $0.contains("quoi?Hzquo1") })
        scene.press(.escape)
        #expect(scene.takeCommands().isEmpty)
        scene.type("o")
        #expect(scene.takeCommands() == [.signOut])
    }

    @Test("in the form letters are text, and the password is never drawn")
    func formIsText() {
        var scene = Scene(services: [])
        scene.type("quo")
        scene.press(.paste("@example.org\n"), .tab)
        scene.type("hunter2oqi")
        let screen = framed(scene.draw())
        #expect(screen.contains("quo@example.org"))
        #expect(!screen.contains("h" + "unter"))
        #expect(scene.takeCommands().isEmpty)
        scene.press(.enter)
        let entry = SignInForm(service: nil, address: "quo@example.org", password: "hunter2oqi", server: "")
        #expect(scene.takeCommands() == [.submitForm(entry)])
        #expect(!"\(entry)".contains("hunter"))
        #expect(!String(reflecting: scene.model.focus).contains("hunter"))
    }

    @Test("a form without address or password says what is missing")
    func formIncomplete() {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.press(.enter)
        #expect(framed(scene.draw()).contains("an address is needed"))
        scene.type("a@example.org")
        scene.press(.tab, .enter)
        #expect(framed(scene.draw()).contains("a password is needed"))
        #expect(scene.takeCommands().isEmpty)
    }

    @Test("a new account that has signed in may be kept", arguments: [("y", true), ("n", false)])
    func keepsAccount(answer: String, kept: Bool) {
        var scene = Scene(services: [], rows: 12, columns: 60)
        scene.type("alice@example.org")
        scene.press(.tab)
        scene.type("x")
        scene.press(.enter)
        _ = scene.takeCommands()
        scene.update(.stateReplaced(Scene().model.state))
        scene.signIn(0)
        scene.type("zs" + answer)
        #expect(scene.takeCommands() == [.keepAccount(kept)])
        scene.type("o")
        #expect(scene.takeCommands() == [.signOut])
    }

    @Test("a form whose sign-in fails stays, and can be tried again otherwise")
    func formFails() {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.tab)
        scene.type("x")
        scene.press(.enter)
        scene.update(.stateReplaced(Scene().model.state))
        scene.changeStatus(0, .connecting)
        scene.fail(0, "signing in: wrong password", .password)
        #expect(framed(scene.draw()).contains("wrong password"))
        scene.press(.escape)
        _ = scene.takeCommands()
        scene.type("i")
        #expect(framed(scene.draw()).contains("alice@example.org"))
        #expect(scene.takeCommands().isEmpty)
        scene.type("y")
        scene.press(.enter)
        #expect(
            scene.takeCommands() == [
                .submitForm(SignInForm(service: nil, address: "alice@example.org", password: "y", server: ""))
            ])
    }

    @Test("Esc while a form is being tried cancels the sign-in and keeps the form")
    func formCancelled() {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.tab)
        scene.type("x")
        scene.press(.enter)
        _ = scene.takeCommands()
        scene.type("o")
        #expect(scene.takeCommands().isEmpty)
        scene.press(.escape)
        #expect(scene.takeCommands() == [.signOut])
        #expect(framed(scene.draw()).contains("Sign in"))
    }

    @Test("i asks for a password that was wrong, and signs the others in")
    func asksForPassword() {
        var scene = Scene(services: [.home, .irc])
        scene.changeStatus(0, .connecting)
        scene.fail(0, "signing in: wrong password", .password)
        scene.type("i")
        #expect(scene.takeCommands() == [.signIn([ServiceID(index: 1)])])
        scene.type("x")
        scene.press(.enter)
        #expect(
            scene.takeCommands() == [
                .submitForm(
                    SignInForm(
                        service: ServiceID(index: 0), address: "alice@example.org", password: "x", server: "")
                )
            ])
        scene.signIn(0)
        scene.type("o")
        #expect(scene.takeCommands() == [.signOut])
    }

    @Test("the picker sets status and text, and Esc leaves both")
    func picks() {
        var scene = signedIn()
        scene.type("s")
        scene.press(.down, .down, .down)
        scene.type("quo")
        scene.press(.enter)
        #expect(scene.takeCommands() == [.setPresence(OwnPresence(status: .away, text: "quo"))])
        scene.type("s")
        scene.press(.down, .escape)
        #expect(scene.takeCommands().isEmpty)
    }

    @Test("Ctrl keys act in text fields as they are bound")
    func controlKeys() {
        var scene = signedIn()
        scene.type("/x")
        scene.press(.control("l"), .control("z"), .control("u"))
        #expect(scene.takeCommands() == [.redraw, .suspend])
        #expect(scene.model.filter?.isEmpty == true)
    }

    @Test("the shell is woken by time only while something on screen changes with it")
    func ticks() {
        var scene = Scene()
        _ = scene.draw()
        #expect(scene.model.nextTick == nil)
        scene.signIn(0)
        _ = scene.draw()
        #expect(scene.model.nextTick == nil)
        var later = disconnecting()
        later.wait(.milliseconds(300))
        #expect(later.model.nextTick == .milliseconds(700))
        var friends = signedIn()
        _ = friends.draw()
        #expect(friends.model.nextTick == .seconds(60))
        friends.type("H")
        _ = friends.draw()
        #expect(friends.model.nextTick == nil)
    }
}

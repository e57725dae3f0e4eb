import Messenger
import Testing

@testable import TerminalUI

@Test func draft() {
    do {
        var scene = Scene.signedIn(rows: 24, columns: 80)
        print("== signedInWide\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        print("== signedInNarrow\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 3, columns: 20)
        print("== signedInTiny\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 9, columns: 62, glyphs: .ascii)
        print("== asciiOnly\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 12, columns: 40)
        scene.press(.enter)
        print("== detailsAlone\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 12, columns: 50)
        scene.type("g")
        scene.press(.enter)
        print("== folded\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 12, columns: 50)
        scene.type("/cA")
        print("== filtered\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedInTwice()
        print("== twoServices\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(rows: 8, columns: 60)
        print("== offline\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(rows: 8, columns: 60)
        scene.changeStatus(0, .connecting)
        print("== connecting\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(rows: 8, columns: 70)
        scene.changeStatus(0, .connecting)
        scene.fail(0, "secure connection: the certificate is not valid for example.org", .person)
        print("== failed\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn()
        scene.beginSignOut(0)
        scene.wait(.seconds(4))
        print("== disconnecting\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedInTwice()
        scene.beginSignOut(0, 1)
        scene.wait(.milliseconds(1500))
        scene.endSignOut(1, .acknowledged(after: .milliseconds(1500)))
        scene.wait(.milliseconds(2500))
        print("== disconnectingTwo\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        scene.type("?")
        scene.beginSignOut(0)
        scene.wait(.seconds(61))
        print("== disconnectingUnderHelp\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn()
        scene.beginSignOut(0)
        scene.wait(.seconds(4))
        scene.finishSignOut(0, .acknowledged(after: .milliseconds(12)))
        print("== signedOut\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 8, columns: 76)
        scene.type("q")
        scene.beginSignOut(0)
        scene.wait(.seconds(1))
        print("== quitting\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        print("== form\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.enter)
        print("== formTrying\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(services: [], rows: 16, columns: 64)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.tab)
        scene.type("127.0.0.1:1")
        scene.press(.enter)
        scene.update(.formRefused(reason: "connecting: 127.0.0.1 port 1 refused the connection"))
        print("== formRefused\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(services: [], rows: 4, columns: 26)
        scene.type("alice@example.org")
        scene.press(.tab, .tab)
        scene.type("127.0.0.1:5222")
        print("== formSmall\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(rows: 12, columns: 64)
        scene.changeStatus(0, .connecting)
        scene.fail(0, "signing in: wrong password", .password)
        scene.type("i")
        print("== passwordForm\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        scene.type("s")
        scene.press(.down)
        scene.type("quo")
        print("== picker\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 24, columns: 80)
        scene.type("?")
        print("== help\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene.signedIn(rows: 10, columns: 50)
        scene.type("?")
        scene.press(.pageDown, .down)
        print("== helpScrolled\n\(framed(scene.draw()))\n==end")
    }
    do {
        var scene = Scene(services: [], rows: 12, columns: 60)
        scene.type("alice@example.org")
        scene.press(.enter)
        scene.type("quo")
        scene.press(.enter)
        scene.update(.stateReplaced(Scene(services: [.home]).model.state))
        scene.signIn(0)
        print("== keepQuestion\n\(framed(scene.draw()))\n==end")
    }
    do {
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
        print("== hostileList\n\(framed(scene.draw()))\n==end")
    }
}

import Messenger
import Testing

@testable import TerminalUI

/// The last row for a screen of that many columns, without blanks at its sides.
private func line(_ scene: Scene, columns: Int) -> String {
    var scene = scene
    scene.update(.resized(rows: 8, columns: columns))
    let line = scene.statusLine().unicodeScalars.drop { $0 == " " }
    return String(String.UnicodeScalarView(line))
}

private func signingOutOfTwo() -> Scene {
    var scene = Scene(services: [.home, .irc])
    scene.signIn(0)
    scene.signIn(1)
    scene.beginSignOut(0, 1)
    scene.wait(.milliseconds(500))
    scene.endSignOut(1, .acknowledged(after: .milliseconds(500), by: SignOutAnswer(.closingTag)))
    scene.wait(.milliseconds(3600))
    return scene
}

private let endings: [(SignOutEnding, String)] = [
    (
        .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag)),
        "Signed out: home acknowledged in 12 ms"
    ),
    (.closedByServer, "Signed out: home did not confirm (closed the connection)"),
    (.connectionLost(reason: "connection reset"), "Signed out: home did not confirm (connection reset)"),
    (.connectionLost(reason: "\u{1b}[2J"), "Signed out: home did not confirm (\u{fffd}[2J)"),
    (.couldNotSend(reason: "send buffer full"), "Signed out: home could not be told (send buffer full)"),
    (.abandoned(after: .seconds(7)), "Signed out: home did not confirm (not waited for, 7 s)"),
    (.limitReached(after: .seconds(5)), "Signed out: home did not confirm within 5 s"),
    (.cancelledBeforeSignIn, "Signed out: home sign-in cancelled"),
]

@Suite struct StatusLineTests {
    @Test("each ending has its words, and they stay", arguments: endings)
    func tellsEnding(ending: SignOutEnding, words: String) {
        var scene = Scene()
        scene.signIn(0)
        scene.beginSignOut(0)
        scene.finishSignOut(0, ending)
        #expect(line(scene, columns: 200).hasPrefix(words + "  "))
        scene.wait(.seconds(100_000))
        scene.press(.down, .up)
        #expect(line(scene, columns: 200).hasPrefix(words + "  "))
        scene.changeStatus(0, .findingServer)
        #expect(!line(scene, columns: 200).contains("Signed out"))
    }

    @Test(
        "where there is no room hints go first, then names, then the count, then the seconds",
        arguments: [
            (70, "◌ Disconnecting 4 s: home (irc answered)        o don't wait  ? help"),
            (62, "◌ Disconnecting 4 s: home (irc answered)        o don't wait"),
            (42, "◌ Disconnecting 4 s: home (irc answered)"),
            (41, "◌ Disconnecting 4 s: 1 of 2 owed"),
            (33, "Disconnecting 4 s 1 of 2 owed"),
            (29, "Disconnecting 4 s 1 of 2 owed"),
            (28, "◌ Disconnecting 4 s"),
            (18, "Disconnecting 4 s"),
            (13, "Disconnecting"),
            (8, "Disconn…"),
            (1, "…"),
        ])
    func shortens(columns: Int, expected: String) {
        #expect(line(signingOutOfTwo(), columns: columns) == expected)
    }

    @Test("an unconfirmed sign-out says so in every length", arguments: [60, 50, 44, 40, 33, 30, 20, 15])
    func neverHidesUnconfirmed(columns: Int) {
        var scene = Scene()
        scene.signIn(0)
        scene.beginSignOut(0)
        scene.finishSignOut(0, .connectionLost(reason: "the connection was reset by somebody far away"))
        #expect(line(scene, columns: columns).lowercased().contains("did not confirm"))
    }

    @Test("a remembered sign-in is said")
    func queuedSignIn() {
        var scene = signingOutOfTwo()
        scene.tell(.signInQueued(true))
        #expect(
            line(scene, columns: 100).hasPrefix(
                "◌ Disconnecting 4 s: home (irc answered), then signs in again"))
        scene.tell(.signInQueued(false))
        #expect(!line(scene, columns: 100).contains("again"))
    }

    @Test("two endings are told in the order in which they came")
    func twoEndings() {
        var scene = signingOutOfTwo()
        scene.endSignOut(0, .closedByServer)
        scene.report([
            (1, .acknowledged(after: .milliseconds(500), by: SignOutAnswer(.closingTag))),
            (0, .closedByServer),
        ])
        #expect(
            line(scene, columns: 120).hasPrefix(
                "Signed out: irc acknowledged in 500 ms, home did not confirm (closed the connection)"))
        #expect(line(scene, columns: 50).hasPrefix("Signed out: home did not confirm"))
    }

    @Test("a primary that was not signed in is named, and the other service's ending too")
    func primaryNotSignedIn() {
        var scene = Scene(services: [.home, .irc])
        scene.signIn(1)
        scene.tell(.signOutBegan(ServiceID(index: 1), at: scene.now))
        scene.changeStatus(1, .disconnecting)
        scene.update(.signOutRefused)
        #expect(line(scene, columns: 100).hasPrefix("◌ Disconnecting 0 s: irc"))
        scene.endSignOut(1, .acknowledged(after: .milliseconds(3), by: SignOutAnswer(.closingTag)))
        scene.report(
            [(1, .acknowledged(after: .milliseconds(3), by: SignOutAnswer(.closingTag)))],
            primaryNotSignedIn: true)
        scene.update(.signOutRefused)
        #expect(
            line(scene, columns: 100).hasPrefix(
                "home (primary) was not signed in. Signed out: irc acknowledged in 3 ms"))
        #expect(line(scene, columns: 40).hasPrefix("home (primary) was not signed in"))
    }

    @Test("a sign-out with nobody signed in is told until the next sign-in")
    func nobodySignedIn() {
        var scene = Scene()
        scene.update(.signOutRefused)
        scene.press(.down)
        #expect(line(scene, columns: 60).hasPrefix("home (primary) was not signed in"))
        scene.changeStatus(0, .findingServer)
        #expect(line(scene, columns: 60).hasPrefix("◌ Finding server: home"))
        var without = Scene(services: [])
        without.press(.escape)
        without.update(.signOutRefused)
        #expect(line(without, columns: 60).hasPrefix("Nobody was signed in"))
    }

    @Test("a failure that may pass counts down to the next try")
    func countsDown() {
        var scene = Scene()
        scene.signIn(0)
        scene.fail(0, "connection lost", .wait)
        scene.tell(.retryPlanned(ServiceID(index: 0), at: scene.now.advanced(by: .seconds(8))))
        #expect(line(scene, columns: 90).hasPrefix("○ Offline · home: connection lost, again in 8 s "))
        #expect(line(scene, columns: 90).hasSuffix("i now  o cancel  ? help"))
        scene.wait(.milliseconds(2500))
        #expect(line(scene, columns: 90).contains("again in 6 s"))
        #expect(scene.model.nextTick == .milliseconds(500))
    }

    @Test("one's own status text is shown, but no control of it")
    func ownText() {
        var scene = Scene()
        scene.signIn(0)
        scene.tell(.ownPresenceChanged(OwnPresence(status: .available, text: "in\u{1b}the \u{202e}garden")))
        #expect(line(scene, columns: 90).hasPrefix("● Available \"in\u{fffd}the garden\" · home online"))
    }

    @Test("what is told by the shell goes with the next key")
    func told() {
        var scene = Scene()
        scene.update(.told("could not keep the account: disk full"))
        #expect(line(scene, columns: 90).hasPrefix("could not keep the account: disk full"))
        scene.press(.down)
        #expect(line(scene, columns: 90).hasPrefix("○ Offline"))
    }

    @Test("a view opened in the middle of a sign-out says Disconnecting")
    func openedInTheMiddle() {
        var scene = Scene(services: [.home, .irc])
        scene.update(.stateReplaced(signingOutOfTwo().model.state))
        scene.wait(.seconds(5))
        #expect(line(scene, columns: 60).hasPrefix("◌ Disconnecting 5 s: home"))
    }
}

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

private func troubled() -> Scene {
    var scene = Scene.signedInThrice()
    scene.fail(1, "connection lost", .wait)
    scene.tell(.retryPlanned(ServiceID(index: 1), at: scene.now.advanced(by: .seconds(8))))
    scene.fail(2, "signing in: the account is disabled", .person)
    return scene
}

/// libera answers, work breaks; home's sign-out ends as given.
private func ended(_ ending: SignOutEnding, primaryNotSignedIn: Bool = false) -> Scene {
    var scene = Scene.signedInThrice()
    scene.beginSignOut(0, 1, 2)
    let endings: [(Int, SignOutEnding)] = [
        (1, .acknowledged(after: .milliseconds(12), by: SignOutAnswer(.closingTag))),
        (2, .connectionLost(reason: "connection reset")),
        (0, ending),
    ]
    for (service, ending) in endings { scene.endSignOut(service, ending) }
    scene.report(
        primaryNotSignedIn ? Array(endings.dropLast()) : endings, primaryNotSignedIn: primaryNotSignedIn)
    return scene
}

@Suite struct SeveralServicesLineTests {
    @Test(
        "each service has a word; where there is no room those that are not up are worth most",
        arguments: [
            (
                150,
                "● Available · home online, libera: connection lost, again in 8 s, "
                    + "work: signing in: the account is disabled"
            ),
            (100, "● Available · home online, libera again in 8 s, work failed"),
            (62, "● Available · home online, libera again in 8 s, work failed"),
            (50, "● Available · libera again in 8 s, work failed"),
            (40, "● Available · 1 of 3 online"),
            (20, "● Available"),
        ])
    func troubles(columns: Int, expected: String) {
        #expect(line(troubled(), columns: columns).hasPrefix(expected))
    }

    @Test("a service on its way is named with its step")
    func comingUp() {
        var scene = troubled()
        scene.changeStatus(2, .connecting)
        #expect(
            line(scene, columns: 100).hasPrefix(
                "● Available · home online, libera: connection lost, again in 8 s, work connecting"))
    }

    @Test(
        "three endings are told, the unconfirmed ones longest",
        arguments: [
            (
                140,
                "Signed out: libera acknowledged in 12 ms, work did not confirm (connection reset), "
                    + "home could not be told (full)"
            ),
            (90, "Signed out: libera acknowledged, work did not confirm, home could not be told"),
            (70, "Signed out: work did not confirm, home could not be told"),
            (50, "Signed out: 2 did not confirm"),
            (20, "Did not confirm"),
        ])
    func endings(columns: Int, expected: String) {
        #expect(
            line(ended(.couldNotSend(reason: "full")), columns: columns).hasPrefix(expected))
    }

    @Test("one that could not be told is not said to have been silent")
    func couldNotBeTold() {
        var scene = Scene.signedIn()
        scene.beginSignOut(0)
        scene.finishSignOut(0, .couldNotSend(reason: "the send buffer of the connection is full"))
        #expect(line(scene, columns: 50).hasPrefix("Signed out: home could not be told"))
    }

    @Test(
        "a primary that was not signed in is named beside the others' endings",
        arguments: [
            (
                150,
                "home (primary) was not signed in. Signed out: libera acknowledged in 12 ms, "
                    + "work did not confirm (connection reset)"
            ),
            (
                100,
                "home (primary) was not signed in. Signed out: libera acknowledged, work did not confirm"
            ),
            (70, "home (primary) was not signed in. work did not confirm"),
            (50, "Signed out: work did not confirm"), (30, "Did not confirm"),
        ])
    func primaryMissing(columns: Int, expected: String) {
        let scene = ended(
            .acknowledged(after: .zero, by: SignOutAnswer(.closingTag)), primaryNotSignedIn: true)
        #expect(line(scene, columns: columns).hasPrefix(expected))
    }

    @Test("own other connections are on the line where every hint stays beside them")
    func ghosts() {
        var scene = Scene.signedIn()
        scene.ownResources(0, "phone", "laptop")
        #expect(
            line(scene, columns: 90).hasPrefix(
                "● Available · home online, also signed in: phone, laptop"))
        #expect(line(scene, columns: 90).hasSuffix("o sign out  s status  ? help"))
        #expect(!line(scene, columns: 80).contains("also"))
        scene.ownResources(0)
        #expect(!line(scene, columns: 90).contains("also"))
    }

    @Test("a retry of several services wakes the shell for whichever counts first")
    func ticks() {
        var scene = troubled()
        scene.tell(
            .retryPlanned(ServiceID(index: 2), at: scene.now.advanced(by: .milliseconds(9300))))
        #expect(scene.model.nextTick == .milliseconds(300))
    }
}

import Messenger
import Testing

@testable import TerminalUI

private func idling(_ presence: OwnPresence, since: AutomaticIdle.Telling = .untold) -> Scene {
    var scene = Scene(
        services: [.able], rows: 15, columns: 80,
        idle: AutomaticIdle(after: .seconds(600), since: since))
    scene.signIn(0)
    scene.tell(.ownPresenceChanged(presence))
    return scene
}

@Suite struct IdleTests {
    private static let busy = OwnPresence(status: .busy, text: "writing")

    @Test("without a key for that long one is Idle, and the next key brings everything back")
    func idle() {
        var scene = idling(Self.busy)
        scene.wait(.seconds(599))
        #expect(scene.takeCommands() == [])
        scene.wait(.seconds(1))
        #expect(scene.takeCommands() == [.setPresence(OwnPresence(status: .idle, text: "writing"))])
        scene.changeStatus(0, .idle)
        #expect(scene.statusLine().contains("◐ Idle (was Busy) \"writing\""))
        #expect(scene.draw().lines[0].hasSuffix("Idle (was Busy)"))
        scene.wait(.seconds(5000))
        #expect(scene.takeCommands() == [])
        scene.press(.unknown)
        #expect(scene.takeCommands() == [.setPresence(Self.busy)])
        scene.press(.up)
        #expect(scene.takeCommands() == [])
    }

    @Test("the key that brings one back does what it does, with what one was")
    func key() {
        var scene = idling(Self.busy)
        scene.wait(.seconds(600))
        _ = scene.takeCommands()
        scene.type("s")
        scene.press(.enter)
        #expect(scene.takeCommands() == [.setPresence(Self.busy), .setPresence(Self.busy)])
    }

    @Test("a key begins the time anew, and the screen wakes when it is over")
    func wakes() {
        var scene = idling(Self.busy)
        scene.wait(.seconds(400))
        #expect(scene.model.nextTick == .seconds(200))
        scene.press(.unknown)
        #expect(scene.model.nextTick == .seconds(600))
        scene.wait(.seconds(600))
        scene.changeStatus(0, .idle)
        #expect(scene.model.nextTick == nil)
    }

    @Test("since when is told only where that is set")
    func tells() {
        var scene = idling(Self.busy, since: .told)
        let last = scene.now
        scene.wait(.seconds(700))
        #expect(
            scene.takeCommands() == [
                .setPresence(OwnPresence(status: .idle, text: "writing", idleSince: last))
            ])
    }

    @Test(
        "who is away by choice, or not to be seen, stays so",
        arguments: [Status.away, .beRightBack, .outToLunch, .invisible, .idle])
    func stays(status: Status) {
        var scene = idling(OwnPresence(status: status))
        scene.wait(.seconds(6000))
        #expect(scene.takeCommands() == [])
        #expect(scene.model.nextTick == nil)
    }

    @Test("not without a setting, not while signed out, disconnecting or quitting")
    func off() {
        var scene = Scene(services: [.able])
        scene.signIn(0)
        scene.wait(.seconds(6000))
        #expect(scene.takeCommands() == [])
        var offline = Scene(services: [.able], idle: AutomaticIdle(after: .seconds(600)))
        offline.wait(.seconds(6000))
        #expect(offline.takeCommands() == [])
        #expect(offline.model.nextTick == nil)
        var leaving = idling(Self.busy)
        leaving.beginSignOut(0)
        leaving.wait(.seconds(6000))
        #expect(leaving.takeCommands() == [])
        var quitting = idling(Self.busy)
        quitting.update(.quitBegan(bound: .seconds(5)))
        quitting.wait(.seconds(6000))
        #expect(quitting.takeCommands() == [])
    }

    @Test("what was set meanwhile by other means is not undone by a key")
    func otherMeans() {
        var scene = idling(Self.busy)
        scene.wait(.seconds(600))
        _ = scene.takeCommands()
        scene.tell(.ownPresenceChanged(OwnPresence(status: .away)))
        scene.press(.up)
        #expect(scene.takeCommands() == [])
    }
}

@Suite struct InvisibleTests {
    @Test("Invisible can be chosen, and is what title and status line say")
    func chosen() {
        var scene = Scene.managing(rows: 24, columns: 80)
        scene.type("s")
        scene.press(.up)
        scene.press(.enter)
        #expect(scene.takeCommands() == [.setPresence(OwnPresence(status: .invisible))])
        scene.tell(.ownPresenceChanged(OwnPresence(status: .invisible)))
        scene.changeStatus(0, .invisible)
        #expect(scene.draw().lines[0].hasSuffix("Invisible"))
        #expect(scene.statusLine().contains("○ Invisible · home online"))
    }
}

import Messenger
import Testing

@testable import TerminalUI

@Suite struct ServicesGuardTests {
    @Test("what the services pane tells of own other connections the line does not say again")
    func ghostsOnce() {
        var scene = Scene.signedIn(rows: 24, columns: 120)
        scene.ownResources(0, "phone")
        #expect(scene.draw().lines.contains { $0.contains("also signed in: phone") })
        #expect(!scene.statusLine().contains("also"))
    }

    @Test("own other connections do not follow what the shell tells")
    func calm() {
        var scene = Scene.signedIn(rows: 8, columns: 120)
        scene.ownResources(0, "phone")
        scene.update(.told("kept"))
        #expect(!scene.statusLine().contains("also"))
    }

    @Test("beside a long name or in few columns the sentences stand below the name")
    func below() {
        var scene = Scene.signedInThrice(rows: 15, columns: 24)
        scene.press(.tab)
        let lines = scene.draw().lines
        let place = lines.firstIndex { $0.hasPrefix("● libera") }
        #expect(place.map { lines[$0 + 1] } == "  online as Available")
    }

    @Test("a primary that was not signed in is told in its row")
    func primary() {
        var scene = Scene.signedInThrice()
        scene.tell(.contactsUnknown(ServiceID(index: 0), asOf: scene.now))
        scene.changeStatus(0, .offline)
        scene.beginSignOut(1)
        scene.endSignOut(1, .closedByServer)
        scene.report([(1, .closedByServer)], primaryNotSignedIn: true)
        #expect(scene.draw().lines.contains { $0.contains("○ home    was not signed in") })
        #expect(scene.draw().lines.contains { $0.contains("! libera  did not confirm") })
    }

    @Test("a cancelled retry is told as that, not as the failure before it")
    func cancelledRetry() {
        var scene = Scene.signedInThrice()
        scene.fail(1, "connection lost", .wait)
        scene.tell(.retryPlanned(ServiceID(index: 1), at: scene.now))
        scene.tell(.signOutBegan(ServiceID(index: 1), at: scene.now))
        scene.tell(.retryPlanned(ServiceID(index: 1), at: nil))
        scene.endSignOut(1, .cancelledBeforeSignIn)
        #expect(scene.draw().lines.contains { $0.contains("○ libera  sign-in cancelled") })
    }

    @Test("a page of the list is what is seen of it, also above the reminder")
    func page() {
        var scene = Scene.signedIn(rows: 15, columns: 50)
        let all = (100..<140).map { Contact(address: "c\($0)", name: "", groups: []) }
        scene.contacts(all)
        scene.beginSignOut(0)
        scene.finishSignOut(0, .closedByServer)
        scene.press(.home)
        _ = scene.draw()
        scene.press(.pageDown)
        // Two of eleven rows are the reminder's: a page is eight on, and one row stays.
        #expect(scene.model.list.selectedRow == 8)
    }

    @Test("a presence that comes after its service went offline is not believed")
    func late() {
        var scene = Scene.signedInThrice()
        scene.changeStatus(2, .offline)
        scene.presence(0, Presence(status: .available), service: 2)
        let lines = scene.draw().lines
        #expect(lines.contains { $0.contains("? Erin (work)") })
        #expect(lines.contains { $0.contains("▾ Work 0/1") })
    }

    @Test(
        "a short screen keeps the details: one row per service, or none at all", arguments: [10, 12, 13, 16])
    func keepsDetails(rows: Int) {
        var scene = Scene.signedInThrice(rows: rows, columns: 80)
        #expect(scene.draw().lines.contains { $0.contains("│ since 13:00") })
    }
}

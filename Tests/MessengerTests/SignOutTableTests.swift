import Testing

@testable import Messenger

@Suite("Signing out, as a table")
struct SignOutTableTests {
    @Test("the status is disconnecting from the key press until the answer, and everything comes in order")
    func acknowledged() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        #expect(
            words(table.signOut()) == [
                "0: began", "0: Available -> Disconnecting", "all: Available -> Disconnecting",
                "0 <- signOut",
            ])
        #expect(words(table.tell(0, .signOutSent)) == ["0: sent", "return"])
        table.wait(12)
        #expect(
            words(table.tell(0, .ended(.acknowledged(SignOutAnswer(.closingTag))))) == [
                "0: unknown", "0: acknowledged in 12 ms", "0: Disconnecting -> Offline",
                "all: Disconnecting -> Offline", "signed out [0]",
            ])
        #expect(words(table.tell(0, .ended(.acknowledged(SignOutAnswer(.closingTag))))) == [])
    }

    @Test("an answer proves the write")
    func answerBeforeWriteConfirmed() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.signOut()
        #expect(
            words(table.tell(0, .ended(.acknowledged(SignOutAnswer(.closingTag))))) == [
                "0: sent", "return", "0: unknown", "0: acknowledged in 0 ms", "0: Disconnecting -> Offline",
                "all: Disconnecting -> Offline", "signed out [0]",
            ])
        #expect(words(table.tell(0, .signOutSent)) == [])
    }

    @Test("with every service offline nothing is sent and no event posted")
    func nobodySignedIn() {
        var table = CoreTable(services: 2)
        #expect(words(table.signOut()) == ["throw notSignedIn 0"])
        var none = CoreTable(services: 0)
        #expect(words(none.signOut()) == ["throw notSignedIn -1"])
    }

    @Test("a primary that is not signed in is told, and the others are signed out all the same")
    func primaryNotSignedIn() {
        var table = CoreTable(services: 2)
        table.bringOnline(1)
        #expect(
            words(table.signOut()) == [
                "1: began", "1: Available -> Disconnecting", "all: Offline -> Disconnecting", "1 <- signOut",
            ])
        #expect(words(table.tell(1, .signOutSent)) == ["1: sent", "throw notSignedIn 0"])
        let end = table.tell(1, .ended(.acknowledged(SignOutAnswer(.closingTag))))
        guard case .post(.signedOut(let report)) = end.last else {
            Issue.record("no report")
            return
        }
        #expect(report.primaryNotSignedIn == ServiceID(index: 0))
    }

    @Test("notSignedIn wins over couldNotSend, whose reason is in the report")
    func primaryNotSignedInAndUnsent() {
        var table = CoreTable(services: 2)
        table.bringOnline(1)
        _ = table.signOut()
        let end = table.tell(1, .ended(.couldNotSend(reason: "connection reset")))
        #expect(words(end).contains("throw notSignedIn 0"))
        #expect(words(end).contains("1: could not be told (connection reset)"))
    }

    @Test("one command that cannot leave does not hold up the others")
    func couldNotSend() {
        var table = CoreTable(services: 2)
        table.bringOnline(0, 1)
        _ = table.signOut()
        #expect(
            words(table.tell(0, .ended(.couldNotSend(reason: "connection reset")))) == [
                "0: unknown", "0: could not be told (connection reset)", "0: Disconnecting -> Offline",
            ])
        #expect(words(table.tell(1, .signOutSent)) == ["1: sent", "throw couldNotSend 0: connection reset"])
        #expect(
            words(table.tell(1, .ended(.acknowledged(SignOutAnswer(.closingTag))))).last
                == "signed out [0, 1]")
    }

    @Test(
        "each way in which a session ends has its own words",
        arguments: [
            (ServiceEnd.acknowledged(SignOutAnswer(.closingTag)), "acknowledged in 7 s"),
            (.closedByServer, "did not confirm (closed the connection)"),
            (.connectionLost(reason: "connection reset"), "did not confirm (connection reset)"),
            (.couldNotSend(reason: "no route"), "could not be told (no route)"),
            (.failed(SessionEnd(reason: "odd", remedy: .wait)), "did not confirm (odd)"),
        ])
    func endings(_ end: ServiceEnd, _ expected: String) {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.signOut()
        _ = table.tell(0, .signOutSent)
        table.wait(7_000)
        #expect(words(table.tell(0, .ended(end))).contains("0: \(expected)"))
    }

    @Test("the person need not wait")
    func stopWaiting() {
        var table = CoreTable(services: 2)
        table.bringOnline(0, 1)
        _ = table.signOut()
        _ = table.tell(0, .ended(.acknowledged(SignOutAnswer(.closingTag))))
        table.wait(7_000)
        #expect(
            words(table.stopWaiting()) == [
                "1 <- close", "1: unknown", "1: did not confirm (not waited for, 7 s)",
                "1: Disconnecting -> Offline", "all: Disconnecting -> Offline", "return", "signed out [0, 1]",
            ])
        #expect(words(table.stopWaiting()) == [])
        #expect(words(table.tell(1, .ended(.acknowledged(SignOutAnswer(.closingTag))))) == [])
    }

    @Test("there is no limit unless one is set")
    func noLimit() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        #expect(!words(table.signOut()).contains("arm limit"))
    }

    @Test("a configured limit ends the wait, and says so")
    func limit() {
        var table = CoreTable(services: 1, limit: .seconds(30))
        table.bringOnline(0)
        #expect(words(table.signOut()).contains("arm limit"))
        table.wait(30_000)
        #expect(
            words(table.fire(.signOutLimit)) == [
                "0 <- close", "0: unknown", "0: did not confirm within 30 s", "0: Disconnecting -> Offline",
                "all: Disconnecting -> Offline", "return", "disarm limit", "signed out [0]",
            ])
    }

    @Test("quitting shortens the wait and never lengthens it")
    func quitting() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.signOut()
        #expect(table.limit(.seconds(5)) == [.arm(.signOutLimit, at: Moment(nanoseconds: 5_000_000_000))])
        table.wait(1_000)
        #expect(table.limit(.seconds(3)) == [.arm(.signOutLimit, at: Moment(nanoseconds: 4_000_000_000))])
        #expect(table.limit(.seconds(5)) == [])
        _ = table.tell(0, .signOutSent)
        #expect(
            words(table.tell(0, .ended(.acknowledged(SignOutAnswer(.closingTag))))).contains("disarm limit"))
    }

    @Test("a second call changes nothing and returns with the first")
    func secondCall() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.signOut()
        #expect(table.signOut() == [])
        #expect(words(table.tell(0, .signOutSent)) == ["0: sent", "return"])
        #expect(words(table.signOut()) == ["return"])
    }

    @Test("before a session exists a sign-in is cancelled at once and nothing is owed")
    func cancelled() {
        var table = CoreTable(services: 1)
        _ = table.signIn()
        _ = table.tell(0, .progressed(.connecting))
        #expect(
            words(table.signOut()) == [
                "0 <- close", "0: began", "0: sign-in cancelled", "0: Connecting -> Offline",
                "all: Connecting -> Offline", "return", "signed out [0]",
            ])
        #expect(words(table.tell(0, .signedIn)) == [])
    }

    @Test("once a session may exist, signing out of it is a full sign-out")
    func halfSignedIn() {
        var table = CoreTable(services: 1)
        _ = table.signIn()
        _ = table.tell(0, .progressed(.connecting))
        _ = table.tell(0, .sessionBegan)
        #expect(
            words(table.signOut()) == [
                "0: began", "0: Connecting -> Disconnecting", "all: Connecting -> Disconnecting",
                "0 <- signOut",
            ])
        #expect(words(table.tell(0, .signedIn)) == [])
        #expect(
            words(table.tell(0, .ended(.acknowledged(SignOutAnswer(.closingTag))))).contains(
                "0: acknowledged in 0 ms"))
    }

    @Test("what arrives while disconnecting does not change the list")
    func standstill() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.tell(0, .contactsReceived([Contact(address: "bob@example.org", name: "", groups: [])]))
        #expect(words(table.tell(0, .presenceChanged(number: 0, .offline))) == ["0: contact 0 Offline"])
        _ = table.signOut()
        #expect(table.tell(0, .presenceChanged(number: 0, Presence(status: .available))) == [])
        #expect(table.tell(0, .contactsReceived([])) == [])
        #expect(table.tell(0, .contactRemoved(number: 0)) == [])
    }
}

import Testing

@testable import Messenger

/// What the core orders after the machine slept, and what a lost link says of the contacts.
@Suite("Links")
struct LinkTableTests {
    private static let lost = ServiceEvent.ended(
        .failed(SessionEnd(reason: "connection reset", remedy: .wait)))

    @Test("every service that is signed in is checked, and no other")
    func checked() {
        var table = CoreTable(services: 4)
        table.bringOnline(0, 2)
        _ = table.core.signIn([ServiceID(index: 3)], at: table.moment)
        #expect(words(table.checkLinks()) == ["0 <- checkLink", "2 <- checkLink"])
    }

    @Test("nothing is checked while signing out, or when nothing is up")
    func notChecked() {
        var table = CoreTable(services: 2)
        #expect(table.checkLinks() == [])
        table.bringOnline(0, 1)
        _ = table.signOut()
        #expect(table.checkLinks() == [])
    }

    @Test("a retry whose moment has passed is made at once, once")
    func overdueRetry() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.tell(0, Self.lost)
        table.wait(60_000)
        #expect(
            words(table.checkLinks()) == [
                "disarm retry 0", "0: Offline -> Connecting", "all: Offline -> Connecting",
                "0 <- signIn",
            ])
        #expect(table.checkLinks() == [])
        #expect(table.fire(.retry(ServiceID(index: 0))) == [], "the timer comes too late")
    }

    @Test("a retry whose moment is still to come is waited for as long as is left")
    func futureRetry() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        let planned = table.tell(0, Self.lost).compactMap { order -> Moment? in
            if case .arm(_, let moment) = order { moment } else { nil }
        }
        #expect(table.checkLinks() == [.arm(.retry(ServiceID(index: 0)), at: planned[0])])
    }

    @Test("a retry that was made up for counts on: the next one waits longer")
    func countsOn() throws {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.tell(0, Self.lost)
        table.wait(60_000)
        _ = table.checkLinks()
        let orders = table.tell(0, Self.lost)
        let due = orders.lazy.compactMap { order -> Moment? in
            if case .arm(_, let moment) = order { moment } else { nil }
        }.first
        let wait = try #require(due).since(table.moment)
        #expect(wait >= .seconds(1) && wait <= .seconds(2))
    }

    @Test("a limit of a sign-out that passed in the meantime ends it")
    func overdueLimit() {
        var table = CoreTable(services: 1, limit: .seconds(5))
        table.bringOnline(0)
        _ = table.signOut()
        table.wait(3_000)
        #expect(words(table.checkLinks()) == ["arm limit"])
        table.wait(9_000)
        #expect(words(table.checkLinks()).contains("0: did not confirm within 12 s"))
    }

    private func asOf(_ orders: [MessengerOrder]) -> Moment? {
        orders.lazy.compactMap { order in
            if case .post(.contactsUnknown(_, let moment)) = order { moment } else { nil }
        }.first
    }

    @Test("contacts are known as of the server's last word, not as of the discovery that it is gone")
    func lastHeard() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        table.wait(1_000)
        let heard = table.moment
        table.wait(70_000)
        let end = ServiceEnd.failed(SessionEnd(reason: "no answer from the server", remedy: .wait))
        #expect(asOf(table.tell(0, .ended(end, lastHeard: heard))) == heard)
    }

    @Test("without a last word they are known as of the end, and never as of the future")
    func neverHeard() {
        for heard in [nil, Moment(nanoseconds: .max)] {
            var table = CoreTable(services: 1)
            table.bringOnline(0)
            table.wait(1_000)
            let end = ServiceEnd.failed(SessionEnd(reason: "reset", remedy: .wait))
            #expect(asOf(table.tell(0, .ended(end, lastHeard: heard))) == table.moment)
        }
    }

    @Test("after a sign-out they are known as of its beginning, or of an earlier last word")
    func afterSignOut() {
        for (heardAfter, expected) in [(500, 500), (3_000, 2_000)] as [(Int64, Int64)] {
            var table = CoreTable(services: 1)
            table.bringOnline(0)
            table.wait(2_000)
            _ = table.signOut()
            table.wait(2_000)
            let orders = table.tell(
                0, .ended(.closedByServer, lastHeard: Moment(nanoseconds: heardAfter * 1_000_000)))
            #expect(asOf(orders) == Moment(nanoseconds: expected * 1_000_000))
        }
    }
}

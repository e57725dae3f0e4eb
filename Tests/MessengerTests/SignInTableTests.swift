import Testing

@testable import Messenger

@Suite("Signing in, as a table")
struct SignInTableTests {
    @Test("the status passes through every step and ends in the wished one")
    func steps() {
        var table = CoreTable(services: 1)
        #expect(
            words(table.signIn()) == [
                "0: Offline -> Connecting", "all: Offline -> Connecting", "0 <- signIn",
            ])
        #expect(
            words(table.tell(0, .progressed(.findingServer))) == [
                "0: Connecting -> Finding server", "all: Connecting -> Finding server",
            ])
        #expect(
            words(table.tell(0, .progressed(.connecting))) == [
                "0: Finding server -> Connecting", "all: Finding server -> Connecting",
            ])
        #expect(
            words(table.tell(0, .progressed(.synchronizing))) == [
                "0: Connecting -> Synchronizing", "all: Connecting -> Synchronizing",
            ])
        #expect(
            words(table.tell(0, .signedIn)) == [
                "0: Synchronizing -> Available", "all: Synchronizing -> Available", "0: signed in",
            ])
        #expect(table.signIn() == [])
    }

    @Test(
        "a service cannot claim to be online or disconnecting as a step",
        arguments: [
            Status.available, .offline, .unknown, .disconnecting,
        ])
    func falseSteps(_ status: Status) {
        var table = CoreTable(services: 1)
        _ = table.signIn()
        #expect(table.tell(0, .progressed(status)) == [])
    }

    @Test("the aggregate is the primary's")
    func aggregate() {
        var table = CoreTable(services: 2)
        _ = table.signIn()
        #expect(words(table.tell(1, .progressed(.synchronizing))) == ["1: Connecting -> Synchronizing"])
        #expect(words(table.tell(1, .signedIn)) == ["1: Synchronizing -> Available", "1: signed in"])
    }

    @Test("a failed sign-in that a person asked for is told and not tried again")
    func failure() {
        var table = CoreTable(services: 1)
        _ = table.signIn()
        let end = SessionEnd(reason: "127.0.0.1:1 refused the connection", remedy: .wait)
        #expect(
            words(table.tell(0, .ended(.failed(end)))) == [
                "0: unknown", "0: 127.0.0.1:1 refused the connection", "0: Connecting -> Offline",
                "all: Connecting -> Offline",
            ])
        #expect(words(table.signIn()).last == "0 <- signIn")
    }

    @Test("a lost session is tried again after a growing, jittered wait")
    func retry() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        let lost = ServiceEvent.ended(.failed(SessionEnd(reason: "connection reset", remedy: .wait)))
        var waits: [Int64] = []
        for attempt in 1...9 {
            let orders = attempt == 1 ? table.tell(0, lost) : table.tell(0, lost)
            guard case .arm(.retry, let moment)? = orders.last else {
                Issue.record("no retry: \(words(orders))")
                return
            }
            waits.append((moment.nanoseconds - table.moment.nanoseconds) / 1_000_000)
            table.wait(waits[attempt - 1])
            #expect(words(table.fire(.retry(ServiceID(index: 0)))).last == "0 <- signIn")
        }
        let steps: [Int64] = [1, 2, 4, 8, 16, 32, 60, 60, 60]
        for (wait, step) in zip(waits, steps) { #expect((step * 500...step * 1000).contains(wait)) }
        #expect(Set(waits.suffix(3)).count > 1)
    }

    @Test(
        "what a person must mend is never tried again",
        arguments: [
            SessionEnd.Remedy.person, .password,
        ])
    func noRetry(_ remedy: SessionEnd.Remedy) {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        let orders = table.tell(0, .ended(.failed(SessionEnd(reason: "signed in elsewhere", remedy: remedy))))
        #expect(words(orders).contains("0: Available -> Offline"))
        #expect(!words(orders).contains("arm retry 0"))
    }

    @Test("signing in by hand does not wait for the retry")
    func retryNow() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.tell(0, .ended(.failed(SessionEnd(reason: "connection reset", remedy: .wait))))
        #expect(words(table.signIn()).first == "disarm retry 0")
        #expect(table.fire(.retry(ServiceID(index: 0))) == [])
    }

    @Test("a retry that is hastened by hand stays one: its failure is followed by the next")
    func hastened() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        let lost = ServiceEvent.ended(.failed(SessionEnd(reason: "connection reset", remedy: .wait)))
        for _ in 0..<3 {
            #expect(words(table.tell(0, lost)).contains("arm retry 0"))
            _ = table.signIn()
        }
    }

    @Test("signing out cancels a pending retry, and the primary counts as not signed in")
    func retryCancelled() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.tell(0, .ended(.failed(SessionEnd(reason: "connection reset", remedy: .wait))))
        #expect(
            words(table.signOut()) == [
                "disarm retry 0", "0: began", "0: no retry", "0: sign-in cancelled", "throw notSignedIn 0",
                "signed out [0]",
            ])
        #expect(table.fire(.retry(ServiceID(index: 0))) == [])
    }

    @Test("signing in while signing out is remembered, and a second wish forgets it")
    func afterwards() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.signOut()
        #expect(words(table.signIn()) == ["then signs in"])
        #expect(words(table.signIn()) == ["then stays"])
        #expect(words(table.signIn()) == ["then signs in"])
        #expect(
            words(table.tell(0, .ended(.closedByServer))).suffix(5) == [
                "signed out [0]", "then stays", "0: Offline -> Connecting",
                "all: Offline -> Connecting", "0 <- signIn",
            ])
    }

    @Test("not waiting, and quitting, forget the remembered sign-in")
    func forgotten() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        _ = table.signOut()
        _ = table.signIn()
        #expect(words(table.limit(.seconds(5))) == ["then stays", "arm limit"])
        _ = table.signIn()
        let orders = words(table.stopWaiting())
        #expect(orders.first == "then stays")
        #expect(!orders.contains("0 <- signIn"))
    }

    @Test("a new wish reaches the services that are online, and those on their way, once")
    func presence() {
        var table = CoreTable(services: 2)
        table.bringOnline(0)
        _ = table.core.signIn([ServiceID(index: 1)], at: table.moment)
        let busy = OwnPresence(status: .busy, text: "writing")
        #expect(
            words(table.core.setPresence(busy, at: table.moment)) == [
                "wish Busy", "0 <- setPresence Busy", "0: Available -> Busy", "1 <- setPresence Busy",
                "all: Available -> Busy",
            ])
        #expect(table.core.setPresence(busy, at: table.moment) == [])
        let orders = table.core.serviceTold(
            ServiceID(index: 1), SessionNumber(number: 2), .signedIn, at: table.moment)
        #expect(words(orders) == ["1: Connecting -> Busy", "1: signed in"])
    }

    @Test("events of an ended session, and of services that do not exist, are dropped")
    func staleSessions() {
        var table = CoreTable(services: 1)
        table.bringOnline(0)
        let old = table.sessions[0] ?? SessionNumber(number: 0)
        _ = table.tell(0, .ended(.failed(SessionEnd(reason: "conflict", remedy: .person))))
        _ = table.signIn()
        #expect(table.core.serviceTold(ServiceID(index: 0), old, .signedIn, at: table.moment) == [])
        #expect(table.core.serviceTold(ServiceID(index: 5), old, .signedIn, at: table.moment) == [])
        #expect(table.core.serviceTold(ServiceID(index: -1), old, .signedIn, at: table.moment) == [])
    }
}

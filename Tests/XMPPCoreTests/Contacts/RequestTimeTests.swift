import Testing

@testable import XMPPCore

/// Nobody waits for ever for an answer.
@Suite struct RequestTimeTests {
    private static let edit = XMPPContactRequest.edit(number: 0, name: "B", groups: [])
    private static let noAnswer = XMPPOrder.report(.requestAnswered(edit, .refused(.noAnswer)))

    @Test("a request is given up after its time, and its answer then comes too late")
    func overdue() throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.give { $0.contactRequested(Self.edit) }.last == .startTimer(.request))
        #expect(
            driver.give { $0.timerFired(.request) } == [.startTimer(.request)], "its time had begun before")
        #expect(driver.give { $0.timerFired(.request) } == [Self.noAnswer])
        #expect(driver.read(ContactRequestTests.result("later2")).isEmpty)
    }

    @Test("a later request has its own time")
    func later() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.contactRequested(Self.edit) }
        driver.give { $0.timerFired(.request) }
        let block = XMPPContactRequest.block(address: "eve@else.test")
        #expect(!driver.give { $0.contactRequested(block) }.contains(.startTimer(.request)), "it runs")
        #expect(driver.give { $0.timerFired(.request) } == [Self.noAnswer, .startTimer(.request)])
        driver.read(ContactRequestTests.result("later3"))
        #expect(driver.events.last == .requestAnswered(block, .done))
        #expect(driver.give { $0.timerFired(.request) }.isEmpty, "nothing is waited for any more")
    }

    @Test("a server that answers nothing does not use up the room for requests")
    func room() throws {
        let driver = try SessionDriver.signedIn()
        for _ in 0..<SentRequests.limit { driver.give { $0.contactRequested(Self.edit) } }
        #expect(driver.give { $0.contactRequested(Self.edit) }.written.isEmpty)
        driver.give { $0.timerFired(.request) }
        #expect(
            driver.give { $0.timerFired(.request) }
                == Array(repeating: Self.noAnswer, count: SentRequests.limit))
        #expect(!driver.give { $0.contactRequested(Self.edit) }.written.isEmpty)
    }

    @Test("no time runs on after the session")
    func stopped() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.contactRequested(Self.edit) }
        #expect(driver.give { $0.signOutRequested() }.contains(.stopTimer(.request)))
        let idle = try SessionDriver.signedIn()
        #expect(!idle.give { $0.signOutRequested() }.contains(.stopTimer(.request)))
    }

    private static let disco =
        "<query xmlns='http://jabber.org/protocol/disco#info'><feature var='urn:xmpp:invisible:1'/></query>"

    @Test(
        "whoever wants to be invisible, and is not answered, goes for all to see", arguments: [true, false])
    func hiding(isShown: Bool) throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.presenceRequested(nil) }
        driver.read(ContactRequestTests.result("later2", from: "porch.test", Self.disco))
        if isShown {
            driver.read(ContactRequestTests.result("later3"))
            driver.give { $0.presenceRequested(XMPPPresence()) }
            driver.give { $0.presenceRequested(nil) }
        }
        #expect(driver.orders.contains(.startTimer(.request)))
        driver.give { $0.timerFired(.request) }
        let orders = driver.give { $0.timerFired(.request) }
        #expect(orders.written == (isShown ? "<presence type='unavailable'/>" : ""))
        #expect(
            orders.events
                == [Int32](0..<4).map { .presence(number: $0, .unknown) })
        #expect(driver.read("<presence from='bob@porch.test/x'/>").isEmpty, "nothing is heard of contacts")
        #expect(driver.read(ContactRequestTests.result(isShown ? "later5" : "later3")).isEmpty)
    }
}

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

    /// Wishes to be invisible, and is not answered in time; seen until then, or not.
    private static func unanswered(isShown: Bool) throws -> (driver: SessionDriver, last: [XMPPOrder]) {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.presenceRequested(nil) }
        driver.read(ContactRequestTests.result("later2", from: "porch.test", disco))
        if isShown {
            driver.read(ContactRequestTests.result("later3"))
            driver.give { $0.presenceRequested(XMPPPresence()) }
            driver.give { $0.presenceRequested(nil) }
        }
        #expect(driver.orders.contains(.startTimer(.request)))
        driver.give { $0.timerFired(.request) }
        let last = driver.give { $0.timerFired(.request) }
        driver.forget()
        return (driver, last)
    }

    private static func told(_ events: [XMPPEvent]) -> [Int32: ContactPresence.Availability] {
        events.reduce(into: [:]) {
            if case .presence(let number, let it) = $1 { $0[number] = it.availability }
        }
    }

    private static let allUnknown = [Int32](0..<4).map { XMPPEvent.presence(number: $0, .unknown) }
    private static let ask =
        "<iq type='set' id='later6'><invisible xmlns='urn:xmpp:invisible:1' probe='true'/></iq>"

    @Test("whoever is seen, wants to be invisible and is not answered goes for all to see")
    func hiding() throws {
        let (driver, last) = try Self.unanswered(isShown: true)
        #expect(last.written == "<presence type='unavailable'/>")
        #expect(last.events == Self.allUnknown)
        #expect(driver.read("<presence from='bob@porch.test/x'/>").isEmpty, "nothing is heard of contacts")
    }

    @Test("a late answer to that is only worth another question, whose answer brings contacts back")
    func hiddenLate() throws {
        let (driver, _) = try Self.unanswered(isShown: true)
        let late = driver.read(ContactRequestTests.result("later5"))
        #expect(late.written == Self.ask)
        #expect(late.events.isEmpty, "nobody is known yet")
        let orders = driver.read(ContactRequestTests.result("later6"))
        #expect(Self.told(orders.events) == [0: .offline, 1: .offline, 2: .unknown, 3: .unknown])
        #expect(driver.give { $0.presenceRequested(XMPPPresence()) }.written.contains("<visible"))
    }

    @Test("a late refusal changes nothing")
    func refusedLate() throws {
        let (driver, _) = try Self.unanswered(isShown: true)
        #expect(driver.read("<iq type='error' id='later5'><error type='cancel'/></iq>").isEmpty)
        #expect(driver.give { $0.presenceRequested(XMPPPresence()) }.written == "<presence/>")
    }

    @Test("whoever is seen again while an answer may still come is so whatever it says")
    func seenBeforeLate() throws {
        let (driver, _) = try Self.unanswered(isShown: true)
        let back = driver.give { $0.presenceRequested(XMPPPresence()) }
        #expect(
            back.written
                == "<iq type='set' id='later6'><visible xmlns='urn:xmpp:invisible:1'/></iq><presence/>")
        #expect(Self.told(back.events) == [0: .offline, 1: .offline, 2: .unknown, 3: .unknown])
        #expect(driver.read(ContactRequestTests.result("later5")).isEmpty)
        #expect(
            driver.give { $0.presenceRequested(XMPPPresence(show: .xa)) }.written
                == "<presence><show>xa</show></presence>")
    }

    @Test("a late answer is none to a later wish")
    func laterWish() throws {
        let (driver, _) = try Self.unanswered(isShown: false)
        driver.give { $0.presenceRequested(XMPPPresence()) }
        #expect(driver.give { $0.presenceRequested(nil) }.written.contains("id='later5'><invisible"))
        #expect(driver.read(ContactRequestTests.result("later3")).isEmpty)
        driver.give { $0.timerFired(.request) }
        #expect(driver.give { $0.timerFired(.request) }.written == "<presence type='unavailable'/>")
    }

    @Test(
        "whom nobody sees anyway waits on: what is told is shown, the others stay unknown until it is answered"
    )
    func waitsOn() throws {
        let (driver, last) = try Self.unanswered(isShown: false)
        #expect(last.isEmpty)
        #expect(
            Self.told(driver.read("<presence from='bob@porch.test/x'/>").events) == [0: .online(.available)])
        let push =
            "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='n@x' subscription='to'/></query></iq>"
        #expect(Self.told(driver.read(push).events) == [4: .unknown])
        let orders = driver.read(ContactRequestTests.result("later3"))
        #expect(Self.told(orders.events) == [1: .offline, 2: .unknown, 3: .unknown, 4: .offline])
        #expect(driver.give { $0.presenceRequested(XMPPPresence()) }.written.contains("<visible"))
    }
}

import Testing

@testable import XMPPCore

/// What is asked of a session, and known in it, outlives its connection as the session does.
@Suite struct HeldRequestTests {
    private static let edit = XMPPContactRequest.edit(number: 1, name: "C", groups: [])
    private static let resumed = "<resumed xmlns='urn:xmpp:sm:3' h='0' previd='s1'/>"
    private static let refused = XMPPEvent.requestAnswered(edit, .refused(.sessionEnded))
    private static let stanza =
        "<iq type='set' id='later2'><query xmlns='jabber:iq:roster'><item jid='carol@porch.test' name='C'/></query></iq>"

    /// A session in which this happened before it was cut.
    private static func held(_ before: (SessionDriver) -> Void) throws -> XMPPHeldSession {
        let driver = try SessionDriver.managed()
        before(driver)
        driver.forget()
        let orders = driver.give { $0.ended(.failed("reset")) }
        #expect(orders.events.count == 1, "nobody is told anything but the end")
        return try driver.whatIsHeld()
    }

    private static func asks(_ driver: SessionDriver) { driver.give { $0.contactRequested(edit) } }

    /// The attempt to go on with it, up to the server's answer.
    private static func next(_ held: XMPPHeldSession, leaves: Bool = false) throws -> SessionDriver {
        let driver = try SessionDriver(ids: ["b2", "q2"], resuming: held)
        driver.untilEntry()
        driver.read(Server.header + Server.features(Server.bind + Server.management))
        if leaves { driver.give { $0.signOutRequested() } }
        driver.forget()
        return driver
    }

    @Test("a request is sent again, and answered on the next connection")
    func answered() throws {
        let driver = try Self.next(Self.held(Self.asks))
        let orders = driver.read(Self.resumed)
        #expect(orders.written.hasPrefix(Self.stanza))
        #expect(orders.contains(.startTimer(.request)))
        #expect(!orders.events.contains(Self.refused))
        #expect(
            driver.read(ContactRequestTests.result("later2")).events == [.requestAnswered(Self.edit, .done)])
    }

    @Test("on the next connection it has its time anew")
    func time() throws {
        let held = try Self.held {
            Self.asks($0)
            $0.give { $0.timerFired(.request) }
        }
        let driver = try Self.next(held)
        driver.read(Self.resumed)
        #expect(driver.give { $0.timerFired(.request) } == [.startTimer(.request)])
    }

    @Test(
        "where the session is gone, so is the request",
        arguments: [
            "<failed xmlns='urn:xmpp:sm:3'/>", "<resumed xmlns='urn:xmpp:sm:3' h='0' previd='other'/>",
            "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
        ])
    func gone(answer: String) throws {
        let driver = try Self.next(Self.held(Self.asks))
        #expect(driver.read(answer).events.first == Self.refused)
        #expect(!driver.written.contains("later2"))
    }

    @Test("of a session that is overdue nothing is waited for")
    func overdue() throws {
        let driver = try SessionDriver(resuming: Self.held(Self.asks).overdue())
        driver.untilEntry()
        #expect(driver.events.contains(Self.refused))
    }

    @Test("whoever leaves is told that it was not done, and it is not sent again")
    func leaving() throws {
        let driver = try Self.next(Self.held(Self.asks), leaves: true)
        let orders = driver.read(Self.resumed)
        #expect(orders.written == "<presence type='unavailable'/></stream:stream>")
        #expect(orders.events == [Self.refused])
    }

    @Test("an attempt that fails leaves it waiting")
    func waiting() throws {
        let driver = try Self.next(Self.held(Self.asks))
        #expect(driver.give { $0.ended(.failed("reset")) }.events.count == 1)
        let next = try Self.next(driver.whatIsHeld())
        #expect(next.read(Self.resumed).written.hasPrefix(Self.stanza))
    }

    @Test("requests go with their contacts, whose numbers may be others")
    func renumbered() throws {
        let push =
            "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='bob@porch.test' subscription='remove'/></query></iq>"
        let lost = XMPPContactRequest.edit(number: 0, name: "B", groups: [])
        let held = try Self.held {
            Self.asks($0)
            $0.give { $0.contactRequested(lost) }
            $0.give { $0.contactRequested(.remove(number: 0)) }
            $0.read(push)
        }
        let driver = try Self.next(held)
        let told = driver.read(Self.resumed).events.filter { $0.isAnswer || $0.isRoster }
        #expect(
            told.dropLast() == [
                .requestAnswered(lost, .refused(.noContact)), .requestAnswered(.remove(number: 0), .done),
            ], "while the numbers are those by which it was asked")
        #expect(told.last?.isRoster == true)
        let moved = XMPPContactRequest.edit(number: 0, name: "C", groups: [])
        #expect(driver.read(ContactRequestTests.result("later2")).events == [.requestAnswered(moved, .done)])
    }

    @Test(
        "an idle time that was worked out anew is not told for a second's difference",
        arguments: [(1000, 1001, true), (1000, 999, true), (1000, 1060, false), (1000, nil, false)]
            as [(Int64, Int64?, Bool)])
    func idle(before: Int64, after: Int64?, isSame: Bool) throws {
        let held = try Self.held {
            $0.give { $0.presenceRequested(XMPPPresence(show: .away, idleSince: before)) }
            $0.read("<a xmlns='urn:xmpp:sm:3' h='1'/>")
        }
        let driver = try SessionDriver(
            presence: XMPPPresence(show: .away, idleSince: after), ids: ["b2", "q2"], resuming: held)
        driver.untilEntry()
        driver.read(Server.header + Server.features(Server.bind + Server.management))
        driver.forget()
        let written = driver.read("<resumed xmlns='urn:xmpp:sm:3' h='1' previd='s1'/>").written
        #expect(!written.contains("<presence") == isSame)
    }

    // MARK: Contacts who are not there

    private static func told(_ orders: [XMPPOrder]) -> [Int32: ContactPresence] {
        orders.events.reduce(into: [:]) { if case .presence(let number, let it) = $1 { $0[number] = it } }
    }

    @Test("what was known of contacts who were not there is told again")
    func absences() throws {
        let delay = "<delay xmlns='urn:xmpp:delay' stamp='2026-11-23T12:38:52Z'/>"
        let held = try Self.held {
            $0.read("<presence from='carol@porch.test' type='error'/>")
            $0.read(
                "<presence from='bob@porch.test' type='unavailable'><status>bye</status>\(delay)</presence>")
        }
        let driver = try Self.next(held)
        #expect(
            Self.told(driver.read(Self.resumed)) == [
                0: ContactPresence(
                    availability: .offline, status: "bye", resources: [], since: .stamped(1_795_437_532)),
                1: .unknown,
            ])
    }

    @Test("nothing is told again of absence alone, and of what is not so any more")
    func plainAbsence() throws {
        let held = try Self.held {
            $0.read("<presence from='carol@porch.test' type='error'/><presence from='carol@porch.test/x'/>")
            $0.read("<presence from='carol@porch.test' type='error'/>")
            $0.read("<presence from='carol@porch.test' type='unavailable'/>")
            $0.read("<presence from='bob@porch.test' type='unavailable'/>")
        }
        #expect(Self.told(try Self.next(held).read(Self.resumed)).isEmpty)
    }

    private static let stamp: Int64 = 1_795_437_532

    private static func bob(_ resource: String, _ inner: String = "", isThere: Bool = true) -> String {
        let delayed = "<delay xmlns='urn:xmpp:delay' stamp='2026-11-23T12:38:52Z'/>"
        return "<presence from='bob@porch.test\(resource)'\(isThere ? "" : " type='unavailable'")>"
            + inner.replacing("STAMP", with: delayed) + "</presence>"
    }

    @Test(
        "since when a contact is there, or is not, is told again",
        arguments: [
            // There when we came: nobody knows since when.
            ([bob("/x")], .unknown),
            ([bob("/x", "STAMP")], .stamped(stamp)),
            ([bob("/x", "STAMP"), bob("/x", "<status>other words</status>")], .stamped(stamp)),
            ([bob("/x"), bob("/x", "<show>away</show>")], .stamped(SessionDriver.now)),
            ([bob("/x"), bob("/x", isThere: false)], .stamped(SessionDriver.now)),
            ([bob("/x"), bob("/x", isThere: false), bob("", isThere: false)], .stamped(SessionDriver.now)),
            ([bob("", "<status>bye</status>STAMP", isThere: false)], .stamped(stamp)),
            ([bob("", "STAMP", isThere: false), bob("", isThere: false)], .stamped(stamp)),
            // Whose server cannot be asked any more, of that one nobody knows how long it has been so.
            (
                [bob("", "STAMP", isThere: false), "<presence from='bob@porch.test' type='error'/>"], .unknown
            ),
            // Gone, and there again before things had settled: it may be an older presence.
            ([bob("/x"), bob("/x", isThere: false), bob("/x")], .unknown),
        ] as [([String], ContactPresence.Since)])
    func since(stanzas: [String], since: ContactPresence.Since) throws {
        let held = try Self.held { driver in for stanza in stanzas { driver.read(stanza) } }
        #expect(Self.told(try Self.next(held).read(Self.resumed))[0]?.since == since)
    }

    @Test("what came of asking is told again too")
    func lastActivity() throws {
        let held = try Self.held {
            $0.give { $0.contactRequested(.askLastActivity(number: 0)) }
            $0.read(
                ContactRequestTests.result(
                    "later2", from: "bob@porch.test", "<query xmlns='jabber:iq:last' seconds='903'/>"))
        }
        #expect(
            Self.told(try Self.next(held).read(Self.resumed))[0]?.since == .stamped(SessionDriver.now - 903))
    }

    @Test("of a contact whom we may not see nothing is told again")
    func notSeen() throws {
        let push =
            "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='bob@porch.test' subscription='from'/></query></iq>"
        let held = try Self.held {
            $0.read(push)
            $0.read(Self.bob("/x") + Self.bob("/x", "<show>away</show>") + Self.bob("/x", isThere: false))
        }
        #expect(Self.told(try Self.next(held).read(Self.resumed))[0] == nil)
    }

    @Test("whoever waits to be hidden knows as little of contacts on the next connection")
    func hiding() throws {
        let disco =
            "<query xmlns='http://jabber.org/protocol/disco#info'><feature var='urn:xmpp:invisible:1'/></query>"
        let held = try Self.held {
            $0.give { $0.presenceRequested(nil) }
            $0.read(ContactRequestTests.result("later2", from: "porch.test", disco))
            $0.read(Self.bob("/x"))
        }
        let driver = try SessionDriver(presence: nil, ids: ["b2", "q2"], resuming: held)
        driver.untilEntry()
        driver.read(Server.header + Server.features(Server.bind + Server.management))
        driver.forget()
        let told = Self.told(driver.read(Self.resumed))
        #expect(told[0]?.availability == .online(.available))
        #expect(told[1] == .unknown)
        let granted = Self.told(driver.read(ContactRequestTests.result("later3")))
        #expect(granted[1] == .absent)
    }

    @Test("it goes with the contact's number")
    func renumberedAbsence() throws {
        let push =
            "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='bob@porch.test' subscription='remove'/></query></iq>"
        let held = try Self.held {
            $0.read(
                "<presence from='bob@porch.test' type='error'/><presence from='carol@porch.test' type='error'/>"
            )
            $0.read(push)
        }
        #expect(Self.told(try Self.next(held).read(Self.resumed)) == [0: .unknown])
    }
}

extension XMPPEvent {
    fileprivate var isAnswer: Bool { if case .requestAnswered = self { true } else { false } }
    fileprivate var isRoster: Bool { if case .rosterReceived = self { true } else { false } }
}

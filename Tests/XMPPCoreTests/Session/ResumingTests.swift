import Testing

@testable import XMPPCore

/// Sessions that outlive their connection.
@Suite struct ResumingTests {
    private static let bobIsThere = "<presence from='bob@porch.test/phone'><show>away</show></presence>"
    private static let request = "<r xmlns='urn:xmpp:sm:3'/>"

    // MARK: While the connection lasts

    @Test("management is asked for once it is offered, behind the binding, and then used")
    func enabling() throws {
        let driver = try SessionDriver()
        driver.untilBinding(offering: .management)
        #expect(driver.written.hasSuffix("<presence/><enable xmlns='urn:xmpp:sm:3' resume='true'/>"))
        driver.read(Server.bound + Server.roster)
        driver.forget()
        #expect(driver.read(Server.enabled) == [])
        driver.give { $0.presenceRequested(XMPPPresence(show: .dnd)) }
        #expect(driver.written == "<presence><show>dnd</show></presence>" + Self.request)
    }

    @Test("where it is known to be offered it is asked for before the contact list")
    func known() throws {
        let customs = XMPPServerCustoms(offers: [.streamManagement])
        let driver = try SessionDriver(customs: customs)
        driver.untilEntry()
        #expect(driver.written.contains("</iq><enable xmlns='urn:xmpp:sm:3' resume='true'/><iq type='get'"))
        #expect(driver.written.hasSuffix("<presence/>"))
    }

    @Test("without an offer nothing is asked for")
    func notOffered() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.presenceRequested(XMPPPresence(show: .dnd)) }
        #expect(driver.written == "<presence><show>dnd</show></presence>")
        #expect(
            driver.give { $0.ended(.failed("reset")) }.end
                == .failed(.connectionFailed("reset", while: .online)))
    }

    @Test("a refusal leaves a session without it", arguments: ["<failed xmlns='urn:xmpp:sm:3'/>"])
    func refused(words: String) throws {
        let driver = try SessionDriver.signedIn(offering: .management)
        driver.read(words)
        driver.forget()
        driver.give { $0.presenceRequested(XMPPPresence(show: .dnd)) }
        #expect(driver.written == "<presence><show>dnd</show></presence>")
    }

    @Test("the server is told what was taken, stanzas and nothing else")
    func answering() throws {
        let driver = try SessionDriver.managed()
        driver.read(
            Self.bobIsThere + "<message><body>hi</body></message> <iq type='result' id='x'/>"
                + "<a xmlns='urn:xmpp:sm:3' h='0'/>" + "<presence from='nobody@porch.test'/>")
        driver.forget()
        driver.read(Self.request)
        #expect(driver.written == "<a xmlns='urn:xmpp:sm:3' h='4'/>")
    }

    @Test("a stanza that is cut by the end of the connection was not taken")
    func cutStanza() throws {
        let driver = try SessionDriver.managed()
        driver.read(Self.bobIsThere + "<presence from='carol@porch.test/x'>")
        driver.give { $0.ended(.endOfFile) }
        #expect(driver.takeHeld()?.management.handled == 1)
    }

    @Test("an impossible count ends the session and is told", arguments: ["9", "x", ""])
    func impossible(count: String) throws {
        let driver = try SessionDriver.managed()
        let orders = driver.read("<a xmlns='urn:xmpp:sm:3' h='\(count)'/>")
        #expect(
            orders.end == .failed(.unexpected("an impossible count of what it has received", while: .online)))
        #expect(orders.written.hasSuffix(Server.closingTag))
        #expect(driver.takeHeld() == nil)
    }

    @Test("silence is answered by a request, any byte is a sign of life, and doubt wants a ping")
    func silence() throws {
        let driver = try SessionDriver.managed()
        #expect(driver.give { $0.timerFired(.silence) }.written == Self.request)
        #expect(
            driver.read("<a xmlns='urn:xmpp:sm:3' h='0'/>") == [.stopTimer(.answer), .startTimer(.silence)])
        driver.give { $0.timerFired(.silence) }
        #expect(driver.give { $0.linkSuspected() }.written.contains("urn:xmpp:ping"))
        #expect(driver.read("<a xmlns='urn:xmpp:sm:3' h='0'/>") == [])
        #expect(driver.give { $0.timerFired(.answer) }.end == .held(.noAnswer(while: .online)))
        #expect(!driver.written.contains("stream:stream"), "a closing tag would end the session")
    }

    // MARK: After it

    /// A session of the driver's that was cut, and a new one that goes on with it, up to its entry.
    private static func cut(
        presence: XMPPPresence? = XMPPPresence(), _ before: (SessionDriver) -> Void = { _ in }
    ) throws -> SessionDriver {
        let first = try SessionDriver.managed()
        first.read(bobIsThere)
        before(first)
        first.give { $0.ended(.failed("reset")) }
        try #require(first.end == .held(.connectionFailed("reset", while: .online)))
        let held = try first.whatIsHeld()
        let next = try SessionDriver(presence: presence, ids: ["b2", "q2"], resuming: held)
        next.untilEntry()
        return next
    }

    private static let resumed = "<resumed xmlns='urn:xmpp:sm:3' h='0' previd='s1'/>"

    private static func resume(_ driver: SessionDriver, _ answer: String = resumed) -> [XMPPOrder] {
        driver.read(Server.header + Server.features(Server.bind + Server.management))
        driver.forget()
        return driver.read(answer)
    }

    @Test("going on is asked for behind the opening tag, and nothing else is")
    func asking() throws {
        let driver = try Self.cut()
        #expect(driver.written.hasSuffix("'><resume xmlns='urn:xmpp:sm:3' h='1' previd='s1'/>"))
        #expect(!driver.written.contains("<presence"))
        #expect(driver.events.last == .sessionBegan)
    }

    @Test("what was known is told again, and contacts are told nothing")
    func told() throws {
        let driver = try Self.cut()
        let orders = Self.resume(driver)
        guard case .rosterReceived(let entries)? = orders.events.first else {
            Issue.record("no contact list")
            return
        }
        #expect(entries.map(\.address.local) == ["bob", "carol", "dave", "erin"])
        #expect(entries[0].name == "Bob")
        #expect(entries[0].groups == ["Friends"])
        let bob = ContactPresence(
            availability: .online(.away), status: "",
            resources: [ContactResource(name: "phone", priority: 0, show: .away, status: "")], since: .unknown
        )
        #expect(
            Array(orders.events.dropFirst()) == [
                .progressed(.online), .signedIn, .presence(number: 0, bob),
            ])
        #expect(orders.written == Self.request)
        #expect(driver.session.address == JID("alice@porch.test/probe"))
    }

    @Test("removed contacts leave no hole, and a change comes to its contact")
    func renumbered() throws {
        let push =
            "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='bob@porch.test' "
            + "subscription='remove'/></query></iq>"
        let driver = try Self.cut { $0.read(push) }
        let orders = Self.resume(driver)
        guard case .rosterReceived(let entries)? = orders.events.first else {
            Issue.record("no contact list")
            return
        }
        #expect(entries.map(\.address.local) == ["carol", "dave", "erin"])
        let later = driver.read("<presence from='carol@porch.test/x'/>")
        guard case .presence(number: 0, _)? = later.events.first else {
            Issue.record("\(later)")
            return
        }
    }

    @Test("what came meanwhile may be as old as the cut, until the server has caught up")
    func since() throws {
        let driver = try Self.cut()
        _ = Self.resume(driver)
        func since(_ text: String) -> ContactPresence.Since? {
            for case .presence(_, let presence) in driver.read(text).events { return presence.since }
            return nil
        }
        #expect(since("<presence from='bob@porch.test/phone'><show>dnd</show></presence>") == .unknown)
        #expect(since("<presence from='bob@porch.test/phone' type='unavailable'/>") == .unknown)
        driver.read("<a xmlns='urn:xmpp:sm:3' h='0'/>")
        driver.give { $0.timerFired(.settling) }
        #expect(since("<presence from='bob@porch.test/phone'/>") == .now)
    }

    @Test("what the server had not taken is sent again, and only that")
    func sentAgain() throws {
        let change: (SessionDriver) -> Void = { driver in
            for show in [XMPPShow.away, .dnd] {
                driver.give { $0.presenceRequested(XMPPPresence(show: show)) }
            }
        }
        let driver = try Self.cut(presence: XMPPPresence(show: .dnd), change)
        let orders = Self.resume(driver, "<resumed xmlns='urn:xmpp:sm:3' h='1' previd='s1'/>")
        #expect(orders.written == "<presence><show>dnd</show></presence>" + Self.request)
    }

    @Test("another wish than before is told once the session goes on")
    func newWish() throws {
        let driver = try Self.cut(presence: XMPPPresence(show: .dnd))
        #expect(Self.resume(driver).written == "<presence><show>dnd</show></presence>" + Self.request)
    }

    @Test("where nobody looks, the server is told again")
    func attention() throws {
        let driver = try Self.cut()
        driver.give { $0.attentionChanged(.elsewhere) }
        driver.read(Server.header + Server.features(Server.bind + Server.management + Server.clientState))
        driver.forget()
        #expect(driver.read(Self.resumed).written.hasPrefix("<inactive xmlns='urn:xmpp:csi:0'/>"))
    }

    @Test(
        "a server that holds it no more gets a new session",
        arguments: ["item-not-found", "unexpected-request", "feature-not-implemented"])
    func gone(condition: String) throws {
        let driver = try Self.cut()
        let orders = Self.resume(
            driver,
            "<failed xmlns='urn:xmpp:sm:3' h='3'><\(condition) xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"
        )
        #expect(orders.written.contains("<iq type='set' id='b2'><bind"))
        #expect(orders.written.hasSuffix("<presence/>"))
        driver.read(
            "<iq type='result' id='b2'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                + "<jid>alice@porch.test/probe</jid></bind></iq><iq type='result' id='q2'><query xmlns='jabber:iq:roster'/></iq>"
        )
        #expect(driver.events.last == .signedIn)
        #expect(driver.takeHeld() == nil)
    }

    @Test(
        "a server that goes on with something else is not believed",
        arguments: [
            "<resumed xmlns='urn:xmpp:sm:3' h='0' previd='other'/>", "<resumed xmlns='urn:xmpp:sm:3' h='0'/>",
            "<resumed xmlns='urn:xmpp:sm:3' h='7' previd='s1'/>",
            "<resumed xmlns='urn:xmpp:sm:3' previd='s1'/>",
        ])
    func wrong(answer: String) throws {
        let driver = try Self.cut()
        guard case .failed(.unexpected)? = Self.resume(driver, answer).end else {
            Issue.record("\(driver.orders)")
            return
        }
        #expect(driver.takeHeld() == nil)
    }

    @Test("a server that ends the stream over it is not asked again")
    func streamError() throws {
        let driver = try Self.cut()
        let error =
            "<stream:error><unsupported-stanza-type xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
        guard case .failed(.streamError)? = Self.resume(driver, error).end else {
            Issue.record("\(driver.orders)")
            return
        }
        #expect(driver.takeHeld() == nil)
    }

    @Test("a server that does not answer is left without a closing tag, which would end the session")
    func noAnswer() throws {
        let driver = try Self.cut()
        driver.read(Server.header + Server.features(Server.bind + Server.management))
        driver.forget()
        let orders = driver.give { $0.stepTimedOut() }
        #expect(orders.end == .held(.noAnswer(while: .resuming)))
        #expect(orders.written.isEmpty)
    }

    @Test("an attempt that fails before the server has answered leaves the session held", arguments: 0..<5)
    func heldOn(moment: Int) throws {
        let first = try SessionDriver.managed()
        first.give { $0.ended(.endOfFile) }
        let driver = try SessionDriver(resuming: try first.whatIsHeld())
        let steps: [(SessionDriver) -> Void] = [
            { _ in }, { $0.give { $0.connected() } }, { $0.untilProof() }, { $0.untilEntry() },
            {
                $0.untilEntry()
                $0.read(Server.header + Server.features(Server.bind))
            },
        ]
        steps[moment](driver)
        driver.give { $0.ended(.failed("unreachable")) }
        guard case .held? = driver.end else {
            Issue.record("\(String(describing: driver.end))")
            return
        }
        #expect(driver.takeHeld()?.promise.id == "s1")
    }

    // MARK: Leaving

    private static let farewell = "<presence type='unavailable'/></stream:stream>"

    @Test("a sign-out for a held session goes there, and ends it where it is", arguments: [0, 1, 2])
    func leaving(moment: Int) throws {
        let first = try SessionDriver.managed()
        first.give { $0.ended(.endOfFile) }
        let driver = try SessionDriver(resuming: try first.whatIsHeld())
        let leave = { driver.give { $0.signOutRequested() } }
        if moment == 0 { #expect(leave() == []) }
        driver.untilProof()
        if moment == 1 { #expect(leave() == []) }
        driver.proved()
        if moment == 2 { #expect(leave() == []) }
        let orders = Self.resume(driver)
        #expect(orders.written == Self.farewell)
        #expect(orders.events == [])
        #expect(driver.give { $0.writeFinished() } == [.report(.signOutSent)])
        #expect(
            driver.read("<presence from='bob@porch.test/x'/>" + Server.closingTag).end
                == .acknowledged(passed: 1))
        #expect(driver.takeHeld() == nil)
    }

    @Test("if it is gone there, the stream is closed in order, without a new session")
    func leavingGone() throws {
        let driver = try Self.cut()
        driver.give { $0.signOutRequested() }
        let orders = Self.resume(driver, "<failed xmlns='urn:xmpp:sm:3'/>")
        #expect(orders.written == Server.closingTag)
        #expect(driver.read(Server.closingTag).events == [.signOutSent, .ended(.acknowledged(passed: 0))])
    }

    @Test("if it cannot be reached, that is told with the reason")
    func leavingUnreachable() throws {
        let first = try SessionDriver.managed()
        first.give { $0.ended(.endOfFile) }
        let driver = try SessionDriver(resuming: try first.whatIsHeld())
        driver.give { $0.signOutRequested() }
        #expect(
            driver.give { $0.ended(.failed("refused")) }.end
                == .failed(.connectionFailed("refused", while: .connecting)))
    }

    @Test("nobody goes on with a session that is overdue, but whoever leaves asks for it")
    func overdue() throws {
        let held = try Self.heldSession().overdue()
        let staying = try SessionDriver(resuming: held)
        staying.untilEntry()
        #expect(!staying.written.contains("<resume"))
        #expect(staying.written.hasSuffix("<presence/>"))
        let leaving = try SessionDriver(resuming: held)
        leaving.give { $0.signOutRequested() }
        leaving.untilEntry()
        #expect(leaving.written.hasSuffix("previd='s1'/>"))
        #expect(Self.resume(leaving, "<failed xmlns='urn:xmpp:sm:3'/>").written == Server.closingTag)
    }

    private static func heldSession() throws -> XMPPHeldSession {
        let first = try SessionDriver.managed()
        first.give { $0.ended(.endOfFile) }
        return try first.whatIsHeld()
    }

    @Test("a sign-out of a session that is up leaves nothing to go on with")
    func nothingLeft() throws {
        for isAnswered in [true, false] {
            let driver = try SessionDriver.managed()
            driver.give { $0.signOutRequested() }
            if isAnswered {
                driver.read(Server.closingTag)
            } else {
                driver.give { $0.ended(.failed("reset")) }
            }
            #expect(driver.takeHeld() == nil)
        }
    }
}

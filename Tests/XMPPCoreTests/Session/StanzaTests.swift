import Testing

@testable import XMPPCore

/// What others may ask and say during a session.
@Suite struct StanzaTests {
    static func unavailable(id: String, to: String?) -> String {
        let to = to.map { " to='\($0)'" } ?? ""
        return "<iq type='error' id='\(id)'\(to)><error type='cancel'>"
            + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
    }

    private static let ping = "<ping xmlns='urn:xmpp:ping'/>"

    @Test(
        "a ping is answered to the server and to contacts who see us, to others as anything unknown",
        arguments: [
            (nil, true), ("porch.test", true), ("alice@porch.test", true), ("alice@porch.test/other", true),
            ("bob@porch.test/x", true), ("dave@porch.test", true), ("carol@porch.test/x", false),
            ("erin@porch.test", false), ("eve@else.test/x", false), ("porch.test/x", false), ("@", false),
        ] as [(String?, Bool)])
    func pings(from: String?, isAnswered: Bool) throws {
        let driver = try SessionDriver.signedIn()
        let sender = from.map { " from='\($0)'" } ?? ""
        let to = from.map { " to='\($0)'" } ?? ""
        let written = driver.read("<iq type='get' id='p'\(sender)>\(Self.ping)</iq>").written
        #expect(
            written == (isAnswered ? "<iq type='result' id='p'\(to)/>" : Self.unavailable(id: "p", to: from)))
    }

    @Test("while invisible even a contact's ping is answered as anything unknown")
    func invisiblePing() throws {
        let driver = try SessionDriver.signedIn(presence: nil)
        let written = driver.read("<iq type='get' id='p' from='bob@porch.test/x'>\(Self.ping)</iq>").written
        #expect(written == Self.unavailable(id: "p", to: "bob@porch.test/x"))
    }

    @Test(
        "whatever a stranger asks, the answer is the same",
        arguments: [
            "<query xmlns='jabber:iq:version'/>", "<query xmlns='jabber:iq:last'/>",
            "<time xmlns='urn:xmpp:time'/>",
            "<query xmlns='http://jabber.org/protocol/disco#info'/>", "<vCard xmlns='vcard-temp'/>",
            "<ping xmlns='urn:xmpp:ping'/>", "<query xmlns='jabber:iq:roster'/>", "<x xmlns='urn:x'/>", "",
        ])
    func strangers(payload: String) throws {
        for type in ["get", "set"] {
            let driver = try SessionDriver.signedIn()
            let orders = driver.read("<iq type='\(type)' id='p' from='eve@else.test/x'>\(payload)</iq>")
            #expect(orders.written == Self.unavailable(id: "p", to: "eve@else.test/x"))
            #expect(orders.events.isEmpty)
        }
    }

    @Test(
        "what needs no answer gets none",
        arguments: [
            "<iq type='result' id='x'/>", "<iq type='error' id='x' from='eve@else.test'/>",
            "<iq type='get'/>",
            "<iq id='x'/>", "<iq type='odd' id='x'/>",
            "<message from='eve@else.test'><body>hi</body></message>",
            "<message type='error'/>", "<r xmlns='urn:xmpp:sm:3'/>", "<iq xmlns='urn:x' type='get' id='x'/>",
            " ",
        ])
    func noAnswer(stanza: String) throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.read(stanza).isEmpty)
    }

    @Test("an id and a sender are given back as they came, escaped")
    func escapedAnswer() throws {
        let driver = try SessionDriver.signedIn()
        let written = driver.read("<iq type='get' id='&apos;&lt;x/&gt;' from='&quot;'><a xmlns='b'/></iq>")
            .written
        #expect(written.hasPrefix("<iq type='error' id='&apos;&lt;x/&gt;' to='&quot;'>"))
    }

    @Test("answers of one read are one write")
    func collected() throws {
        let driver = try SessionDriver.signedIn()
        let orders = driver.read(String(repeating: "<iq type='get' id='p'>\(Self.ping)</iq>", count: 3))
        #expect(orders.count == 1)
    }

    static let forwarded = [
        "<message from='bob@porch.test'><sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>*"
            + "</forwarded></sent></message>",
        "<message from='alice@porch.test'><forwarded xmlns='urn:xmpp:forward:0'>*</forwarded></message>",
        "<iq type='set' id='p'><forwarded xmlns='urn:xmpp:forward:0'>*</forwarded></iq>",
        "<presence from='eve@else.test'>*</presence>",
    ]

    @Test("nothing inside a forwarded stanza counts", arguments: forwarded)
    func forwardedStanzas(envelope: String) throws {
        for inner in [
            "<presence xmlns='jabber:client' from='bob@porch.test/x'/>",
            "<iq xmlns='jabber:client' type='set' id='i'><query xmlns='jabber:iq:roster'>"
                + "<item jid='bob@porch.test' subscription='remove'/></query></iq>",
        ] {
            let driver = try SessionDriver.signedIn()
            let parts = envelope.split(separator: "*").map { String($0) }
            #expect(driver.read(parts.joined(separator: inner)).events.isEmpty)
        }
    }

    // MARK: Own presence

    @Test("one's own presence is written when it changes, and going invisible takes it back")
    func ownPresence() throws {
        let driver = try SessionDriver.signedIn()
        let busy = driver.give {
            $0.presenceRequested(XMPPPresence(show: .dnd, status: "a\u{1}&b", priority: 5))
        }
        #expect(
            busy.written
                == "<presence><show>dnd</show><status>a&amp;b</status><priority>5</priority></presence>")
        #expect(
            driver.give { $0.presenceRequested(nil) }.written.hasPrefix("<presence type='unavailable'/>"))
        #expect(driver.give { $0.presenceRequested(nil) }.isEmpty)
        #expect(driver.give { $0.presenceRequested(XMPPPresence()) }.written == "<presence/>")
    }

    @Test("a wish made on the way in is sent with the rest, and one made later at its end")
    func earlyWish() throws {
        let driver = try SessionDriver()
        driver.untilProof()
        #expect(driver.give { $0.presenceRequested(XMPPPresence(show: .xa)) }.isEmpty)
        driver.proved()
        #expect(driver.written.hasSuffix("<presence><show>xa</show></presence>"))
        driver.read(Server.header + Server.features(Server.bind))
        #expect(driver.give { $0.presenceRequested(XMPPPresence(show: .dnd)) }.isEmpty)
        driver.read(Server.bound)
        #expect(
            driver.read(Server.roster).written == "<presence><show>dnd</show></presence>")
    }

    @Test("presence that comes before the contact list waits for it")
    func earlyPresence() throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        #expect(driver.read("<presence from='carol@porch.test/x'><show>dnd</show></presence>").isEmpty)
        guard case .presence(number: 1, let carol)? = driver.read(Server.roster).events.last else {
            Issue.record("\(driver.events)")
            return
        }
        #expect(carol.availability == .online(.dnd))
    }

    @Test("of presence without end before the contact list only so much is kept")
    func endlessPresence() throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        for _ in 0..<20 { driver.read(String(repeating: "<presence from='x@y/z'/>", count: 1000)) }
        #expect(driver.session.earlyPresence.count == XMPPSession.earlyPresenceLimit)
        driver.read(Server.roster)
        #expect(driver.events.last == .signedIn)
        #expect(driver.session.earlyPresence.isEmpty)
    }
}

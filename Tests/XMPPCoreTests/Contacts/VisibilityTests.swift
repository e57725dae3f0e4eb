import Storytelling
import Testing

@testable import XMPPCore

/// Being invisible: contacts are unknown while the server tells of nobody, and come back with our presence.
@Suite struct VisibilityTests {
    private static let disco =
        "<iq type='get' id='*' to='porch.test'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
    private static let command = "<invisible xmlns='urn:xmpp:invisible:1' probe='true'/>"
    private static let gone = "<presence type='unavailable'/>"

    private static func features(
        _ id: String, from: String? = "porch.test", _ name: String = "urn:xmpp:invisible:1"
    ) -> String {
        ContactRequestTests.result(
            id, from: from,
            "<query xmlns='http://jabber.org/protocol/disco#info'><feature var='\(name)'/></query>")
    }

    private static func told(_ events: [XMPPEvent]) -> [Int32: ContactPresence.Availability] {
        events.reduce(into: [:]) {
            if case .presence(let number, let it) = $1 { $0[number] = it.availability }
        }
    }

    private static let unknown = Dictionary(
        uniqueKeysWithValues: (0..<4).map { (Int32($0), ContactPresence.Availability.unknown) })

    /// Signed in and seen, with Bob there and Carol not.
    private static func seen() throws -> SessionDriver {
        let driver = try SessionDriver.signedIn()
        driver.read("<presence from='bob@porch.test/x'/><presence from='alice@porch.test/phone'/>")
        driver.forget()
        return driver
    }

    @Test("without the server's help contacts see us go, and nothing is known of them")
    func absent() throws {
        let driver = try Self.seen()
        let orders = driver.give { $0.presenceRequested(nil) }
        #expect(orders.written.hasPrefix(Self.gone + "<iq type='get'"))
        #expect(Self.told(orders.events) == Self.unknown)
        #expect(orders.events.contains(.ownResources([])))
        driver.read(Self.features("later2", "urn:other"))
        driver.forget()
        #expect(driver.read("<presence from='bob@porch.test/x'/>").isEmpty, "what is still on its way")
        #expect(driver.give { $0.presenceRequested(nil) }.isEmpty)
        let back = driver.give { $0.presenceRequested(XMPPPresence(show: .dnd)) }
        #expect(back.written == "<presence><show>dnd</show></presence>")
        #expect(Self.told(back.events) == [0: .offline, 1: .offline, 2: .unknown, 3: .unknown])
        #expect(back.contains(.startTimer(.settling)))
        #expect(
            Self.told(driver.read("<presence from='bob@porch.test/x'/>").events) == [0: .online(.available)])
        #expect(driver.give { $0.presenceRequested(nil) }.written == Self.gone, "asked once")
    }

    @Test("signed in without a presence, everybody is unknown from the beginning, and new ones too")
    func fromTheBeginning() throws {
        let driver = try SessionDriver(presence: nil)
        driver.untilBinding()
        driver.read(Server.bound)
        let orders = driver.read(Server.roster)
        #expect(!orders.written.contains("<presence"))
        #expect(Self.told(orders.events) == Self.unknown)
        #expect(orders.events.last == .signedIn)
        let push =
            "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='n@x' subscription='to'/></query></iq>"
        #expect(Self.told(driver.read(push).events) == [4: .unknown])
        let ask = XMPPContactRequest.askLastActivity(number: 1)
        #expect(
            driver.give { $0.contactRequested(ask) }.events == [.requestAnswered(ask, .refused(.invisible))])
    }

    @Test("a server that can hide us is asked to, once it has said so, and tells of contacts again")
    func hidden() throws {
        let driver = try Self.seen()
        driver.give { $0.presenceRequested(nil) }
        driver.forget()
        #expect(
            driver.read(Self.features("later2")).written == "<iq type='set' id='later3'>\(Self.command)</iq>")
        #expect(
            Self.told(driver.read("<presence from='bob@porch.test/x'/>").events) == [0: .online(.available)])
        let granted = driver.read(ContactRequestTests.result("later3"))
        #expect(Self.told(granted.events) == [1: .offline, 2: .unknown, 3: .unknown])
        driver.forget()
        let back = driver.give { $0.presenceRequested(XMPPPresence()) }
        #expect(
            back.written
                == "<iq type='set' id='later4'><visible xmlns='urn:xmpp:invisible:1'/></iq><presence/>")
        #expect(back.events.isEmpty)
        driver.forget()
        // Known by now: contacts are not lost for a moment.
        let again = driver.give { $0.presenceRequested(nil) }
        #expect(again.written == "<iq type='set' id='later5'>\(Self.command)</iq>")
        #expect(driver.read(ContactRequestTests.result("later5")).isEmpty)
        driver.forget()
        #expect(
            driver.give { $0.presenceRequested(XMPPPresence()) }.written.hasSuffix("</iq><presence/>"),
            "the server awaits it anew each time")
    }

    @Test("a server that refuses to hide us, after all, makes us go")
    func refused() throws {
        let driver = try Self.seen()
        driver.give { $0.presenceRequested(nil) }
        driver.read(Self.features("later2"))
        driver.read(ContactRequestTests.result("later3"))
        driver.give { $0.presenceRequested(XMPPPresence()) }
        driver.give { $0.presenceRequested(nil) }
        driver.forget()
        let refused = driver.read("<iq type='error' id='later5'><error type='cancel'/></iq>")
        #expect(refused.written == Self.gone)
        #expect(Self.told(refused.events) == Self.unknown)
    }

    @Test("whoever wants to be seen again before the server has answered is seen")
    func changedMind() throws {
        let driver = try Self.seen()
        driver.give { $0.presenceRequested(nil) }
        driver.read(Self.features("later2"))
        driver.give { $0.presenceRequested(XMPPPresence()) }
        driver.forget()
        #expect(driver.read(ContactRequestTests.result("later3")).isEmpty)
        #expect(
            driver.give { $0.presenceRequested(XMPPPresence(show: .xa)) }.written.contains("<show>xa</show>"))
    }

    @Test(
        "nobody but our server says what it can do",
        arguments: ["bob@porch.test", "eve@else.test", "alice@porch.test", "porch.test/x"])
    func forgedFeatures(from: String) throws {
        let driver = try Self.seen()
        driver.give { $0.presenceRequested(nil) }
        #expect(driver.read(Self.features("later2", from: from)).written.isEmpty)
    }

    // MARK: Idle times (XEP-0319)

    private static func idle(_ since: String) -> String {
        "<presence from='bob@porch.test/x'><idle xmlns='urn:xmpp:idle:1' since='\(since)'/></presence>"
    }

    @Test(
        "an idle time is read; a bad one is dropped and the presence kept",
        arguments: [
            ("2026-11-23T12:38:52Z", 1_795_437_532), ("2106-02-07T06:28:15Z", 4_294_967_295),
            ("2106-02-07T06:28:16Z", nil), ("1969-12-31T23:59:59Z", nil), ("9999-12-31T23:59:59Z", nil),
            ("soon", nil), ("", nil), ("-1", nil),
        ] as [(String, Int64?)])
    func idleTimes(text: String, seconds: Int64?) throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.idle(text))
        guard case .presence(number: 0, let presence)? = driver.events.last else {
            return #expect(Bool(false), "\(driver.events)")
        }
        #expect(presence.availability == .online(.available))
        #expect(presence.resources.map(\.idleSince) == [seconds])
        driver.read("<presence from='bob@porch.test/x'/>")
        guard case .presence(number: 0, let next)? = driver.events.last else { return }
        #expect(next.resources.map(\.idleSince) == [nil], "of this stanza alone")
    }

    @Test(
        "one's own is only told when it is wished for",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_795_437_532, "2026-11-23T12:38:52Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"), (.max, nil), (.min, nil),
        ] as [(Int64, String?)])
    func ownIdleTime(since: Int64, text: String?) throws {
        let driver = try SessionDriver.signedIn()
        let written = driver.give { $0.presenceRequested(XMPPPresence(show: .away, idleSince: since)) }
            .written
        let idle = text.map { "<idle xmlns='urn:xmpp:idle:1' since='\($0)'/>" } ?? ""
        #expect(written == "<presence><show>away</show>\(idle)</presence>")
        #expect(driver.give { $0.presenceRequested(XMPPPresence()) }.written == "<presence/>")
    }

    @Test("every moment that is written is read as the same")
    func roundTrip() throws {
        var random = SeededRandom(seed: 319)
        for _ in 0..<20_000 {
            let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &random)
            let text = try #require(DateTimeProfile.text(seconds))
            try #require(DateTimeProfile.seconds(Array(text.utf8)) == seconds)
        }
    }
}

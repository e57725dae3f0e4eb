import Testing
import XMPPCore

/// Since when a contact's presence is so: what is not certain is unknown.
@Suite struct PresenceSinceTests {
    private static let stamp = "<delay xmlns='urn:xmpp:delay' stamp='2026-11-23T12:38:52Z'/>"
    private static let seconds = ContactPresence.Since.stamped(1_795_437_532)

    private static func presence(_ resource: String, _ inner: String = "", type: String? = nil) -> String {
        let type = type.map { " type='\($0)'" } ?? ""
        return "<presence from='bob@porch.test\(resource)'\(type)>\(inner)</presence>"
    }

    private func since(_ stanzas: String..., settled: Bool = false) throws -> ContactPresence.Since? {
        let driver = try SessionDriver.signedIn()
        if settled { driver.give { $0.timerFired(.settling) } }
        for stanza in stanzas { driver.read(stanza) }
        guard case .presence(number: 0, let presence)? = driver.events.last else { return nil }
        return presence.since
    }

    @Test("soon after the sign-in a first presence may have been so for long")
    func burst() throws {
        #expect(try since(Self.presence("/a")) == .unknown)
        #expect(try since(Self.presence("/a"), Self.presence("/b", "<priority>9</priority>")) == .unknown)
        #expect(try since(Self.presence("", type: "unavailable")) == .unknown)
    }

    @Test("a change of what was told is news at any time")
    func change() throws {
        #expect(try since(Self.presence("/a"), Self.presence("/a", "<show>away</show>")) == .now)
        #expect(try since(Self.presence("/a"), Self.presence("/a", type: "unavailable")) == .now)
    }

    @Test("other words, or a connection that does not lead, change nothing")
    func noChange() throws {
        #expect(try since(Self.presence("/a"), Self.presence("/a", "<status>x</status>")) == .unknown)
        #expect(
            try since(Self.presence("/a"), Self.presence("/b", "<show>xa</show>"), settled: true) == .unknown)
        #expect(
            try since(
                Self.presence("/a"), Self.presence("/b", "<show>xa</show>"),
                Self.presence("/b", type: "unavailable"), settled: true) == .unknown)
    }

    @Test("once things have settled a first presence is news")
    func settled() throws {
        #expect(try since(Self.presence("/a"), settled: true) == .now)
    }

    @Test("a stamp says since when, for one who is there and for one who is not")
    func stamped() throws {
        #expect(try since(Self.presence("/a", Self.stamp)) == Self.seconds)
        #expect(try since(Self.presence("/a", Self.stamp), settled: true) == Self.seconds)
        #expect(try since(Self.presence("", Self.stamp, type: "unavailable")) == Self.seconds)
        #expect(try since(Self.presence("/a", "<show>away</show>" + Self.stamp)) == Self.seconds)
    }

    @Test("an error tells nothing of when")
    func error() throws {
        #expect(try since(Self.presence("/a"), Self.presence("", type: "error")) == .unknown)
    }

    @Test("a stamp of one stanza says nothing of the next")
    func forgotten() throws {
        #expect(
            try since(
                Self.presence("/a", Self.stamp) + Self.presence("/a", "<show>dnd</show>")) == .now)
    }

    @Test(
        "stamps: good ones in seconds, others dropped while the stanza is kept",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-23T12:38:52Z", 1_795_437_532),
            ("2026-11-23T12:38:52.999Z", 1_795_437_532), ("2026-11-23T13:38:52+01:00", 1_795_437_532),
            ("2026-11-23T05:08:52-07:30", 1_795_437_532), ("2000-02-29T00:00:00Z", 951_782_400),
            ("1999-12-31T23:59:60Z", 946_684_800), ("0000-01-01T00:00:00Z", -62_167_219_200),
            ("9999-12-31T23:59:59Z", 253_402_300_799), ("2026-03-01T00:00:00Z", 1_772_323_200),
            ("2001-02-29T00:00:00Z", nil), ("2100-02-29T00:00:00Z", nil), ("2026-00-10T00:00:00Z", nil),
            ("2026-13-10T00:00:00Z", nil), ("2026-04-31T00:00:00Z", nil), ("2026-01-01T24:00:00Z", nil),
            ("2026-01-01T00:60:00Z", nil), ("2026-01-01T00:00:61Z", nil), ("2026-01-01T00:00:00", nil),
            ("2026-01-01 00:00:00Z", nil), ("20261123T12:38:52", nil), ("2026-01-01T00:00:00.Z", nil),
            ("2026-01-01T00:00:00+1:00", nil), ("2026-01-01T00:00:00+24:00", nil),
            ("2026-01-01T00:00:00ZZ", nil), ("+026-01-01T00:00:00Z", nil), ("", nil), ("Z", nil),
            ("-2026-01-01T00:00:00Z", nil), ("99999-01-01T00:00:00Z", nil),
            ("２026-01-01T00:00:00Z", nil),
        ] as [(String, Int64?)])
    func stamps(text: String, seconds: Int64?) throws {
        let told = try since(
            Self.presence("/a", "<delay xmlns='urn:xmpp:delay' stamp='\(text)'/>"))
        #expect(told == seconds.map { .stamped($0) } ?? .unknown)
    }

    @Test("a delay of another namespace, or without a stamp, is none")
    func otherDelays() throws {
        #expect(try since(Self.presence("/a", "<delay stamp='2026-11-23T12:38:52Z'/>")) == .unknown)
        #expect(try since(Self.presence("/a", "<delay xmlns='urn:xmpp:delay'/>")) == .unknown)
        #expect(try since(Self.presence("/a", "<x xmlns='a:b'>\(Self.stamp)</x>")) == .unknown)
    }

    @Test("one's own other connections are told when they change, without this one")
    func others() throws {
        let driver = try SessionDriver.signedIn()
        func own(_ resource: String, _ inner: String = "", type: String = "") -> String {
            "<presence from='alice@porch.test/\(resource)'\(type)>\(inner)</presence>"
        }
        driver.read(own("probe"))
        #expect(driver.events == [], "this connection is no other")
        driver.read(own("phone", "<show>away</show><priority>5</priority>"))
        let phone = ContactResource(name: "phone", priority: 5, show: .away, status: "")
        #expect(driver.events == [.ownResources([phone])])
        driver.read(own("phone", "<show>away</show><priority>5</priority>"))
        #expect(driver.events.count == 1, "told once")
        driver.read(own("phone", type: " type='unavailable'"))
        #expect(driver.events.last == .ownResources([]))
    }
}

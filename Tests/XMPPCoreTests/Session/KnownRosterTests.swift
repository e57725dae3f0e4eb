import Testing

@testable import XMPPCore

/// Versions of the contact list (RFC 6121 section 2.6).
@Suite struct KnownRosterTests {
    private static func known() throws -> XMPPKnownRoster {
        let bob = RosterItem(
            address: "bob@porch.test", name: "Bob", groups: ["Friends"], subscription: .both, isAsking: true)
        return try #require(XMPPKnownRoster(version: "v<7", items: [bob]))
    }

    private static func asking() throws -> SessionDriver {
        let driver = try SessionDriver(knownRoster: try known())
        driver.untilBinding()
        driver.read(Server.bound)
        return driver
    }

    @Test("the version that is known is told")
    func told() throws {
        #expect(try Self.asking().written.contains("<query xmlns='jabber:iq:roster' ver='v&lt;7'/>"))
        #expect(XMPPKnownRoster(version: "", items: []) == nil)
    }

    @Test("an answer without a list means the known one")
    func same() throws {
        let driver = try Self.asking()
        let events = driver.read("<iq type='result' id='q'/>").events
        let bob = RosterEntry(
            address: try #require(JID("bob@porch.test")), name: "Bob", groups: ["Friends"],
            subscription: .both,
            isAsking: true)
        #expect(events == [.rosterReceived([bob]), .rosterVersion("v<7"), .progressed(.online), .signedIn])
        guard case .presence(number: 0, _)? = driver.read("<presence from='bob@porch.test/x'/>").events.last
        else {
            Issue.record("\(driver.events)")
            return
        }
    }

    @Test("an answer with a list means that one", arguments: ["", " ver='v8'"])
    func other(version: String) throws {
        let driver = try Self.asking()
        let events = driver.read(
            "<iq type='result' id='q'><query xmlns='jabber:iq:roster'\(version)><item jid='carol@porch.test'/></query></iq>"
        ).events
        guard case .rosterReceived(let entries)? = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(entries.map(\.address.local) == ["carol"])
        #expect(events.contains(.rosterVersion("v8")) == !version.isEmpty)
    }

    @Test("a change tells the new version, and one of somebody else does not")
    func change() throws {
        let driver = try SessionDriver.signedIn()
        let change =
            "<query xmlns='jabber:iq:roster' ver='v9'><item jid='bob@porch.test' name='Bobby'/></query></iq>"
        #expect(driver.read("<iq type='set' id='p'>\(change)").events.last == .rosterVersion("v9"))
        driver.forget()
        #expect(driver.read("<iq type='set' id='p' from='eve@porch.test'>\(change)").events == [])
    }
}

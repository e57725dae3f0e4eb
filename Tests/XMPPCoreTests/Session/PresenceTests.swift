import Testing
import XMPPCore

/// Presence changes the contact whom its sender address names, and nobody else.
@Suite struct PresenceTests {
    private static func last(_ driver: SessionDriver) throws -> ContactPresence {
        guard case .presence(number: 0, let presence)? = driver.events.last else {
            throw Missing()
        }
        return presence
    }

    private struct Missing: Error {}

    private static func presence(_ resource: String, _ inner: String = "", type: String? = nil) -> String {
        let type = type.map { " type='\($0)'" } ?? ""
        return "<presence from='bob@porch.test\(resource)'\(type)>\(inner)</presence>"
    }

    @Test("the most important connection stands for the contact")
    func importance() throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.presence("/laptop", "<show>away</show><status>out</status>"))
        driver.read(Self.presence("/phone", "<priority>5</priority><show>dnd</show>"))
        driver.read(Self.presence("/tablet"))
        driver.read(Self.presence("/tv", "<show>chat</show><priority>-1</priority>"))
        var presence = try Self.last(driver)
        #expect(presence.availability == .online(.dnd))
        #expect(presence.resources.map(\.name) == ["phone", "tablet", "laptop", "tv"])
        driver.read(Self.presence("/phone", type: "unavailable"))
        presence = try Self.last(driver)
        #expect(presence.availability == .online(.available))
        driver.read(Self.presence("/tablet", "<show>xa</show><status>zzz</status>"))
        presence = try Self.last(driver)
        #expect(presence.availability == .online(.away) && presence.status == "out")
        #expect(presence.resources.map(\.name) == ["laptop", "tablet", "tv"])
    }

    @Test("one who leaves everywhere is offline, with the last words")
    func leaving() throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.presence("/a") + Self.presence("/b"))
        driver.read(Self.presence("/a", type: "unavailable"))
        driver.read(Self.presence("/b", "<status>bye</status>", type: "unavailable"))
        #expect(
            try Self.last(driver) == ContactPresence(availability: .offline, status: "bye", resources: []))
    }

    @Test("leaving without a resource is leaving everywhere")
    func leavingWhole() throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.presence("/a") + Self.presence("/b") + Self.presence("", type: "unavailable"))
        #expect(try Self.last(driver).availability == .offline)
    }

    @Test("an error means that nothing is known")
    func error() throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.presence("/a") + Self.presence("", type: "error"))
        #expect(
            try Self.last(driver)
                == ContactPresence(availability: .unknown, status: "", resources: [], since: .unknown))
    }

    @Test("more connections than a person has do not pile up")
    func manyConnections() throws {
        let driver = try SessionDriver.signedIn()
        for number in 0..<1000 { driver.read(Self.presence("/r\(number)")) }
        #expect(try Self.last(driver).resources.count == 32)
    }

    static let nobody = [
        "<presence/>", "<presence from=''/>", "<presence from='eve@else.test/x'/>",
        "<presence from='porch.test'/>",
        "<presence from='bob@porch.test.evil/x'/>", "<presence from='xbob@porch.test'/>",
        "<presence from='bob@porch.test@else.test'/>",
        "<presence from='room@rooms.porch.test/bob@porch.test'/>",
        "<presence from='b\u{43E}b@porch.test/x'/>", "<presence from='@'/>",
        "<presence from='/bob@porch.test'/>",
        "<presence from='bob@porch.test/x' type='subscribe'/>",
        "<presence from='bob@porch.test/x' type='subscribed'/>",
        "<presence from='bob@porch.test/x' type='probe'/>", "<presence from='bob@porch.test/x' type='odd'/>",
        "<presence from='eve@else.test' type='subscribed'/>",
        "<presence from='eve@else.test' type='unsubscribe'/>",
        "<presence from='eve@else.test' type='unsubscribed'/>",
        "<presence from='eve@else.test' type='probe'/>",
        "<presence from='alice@porch.test' type='subscribe'/>",
        "<presence xmlns='urn:x' from='bob@porch.test/x'/>",
    ]

    @Test(
        "presence of nobody, of strangers and about subscriptions changes and answers nothing",
        arguments: nobody)
    func changesNothing(stanza: String) throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.read(stanza).isEmpty)
    }

    @Test("a sender written otherwise is the same contact")
    func preparedSender() throws {
        let driver = try SessionDriver.signedIn()
        driver.read("<presence from='BOB@PORCH.test/Home'/>")
        #expect(try Self.last(driver).resources.map(\.name) == ["Home"])
    }

    @Test("one's own connections are kept apart")
    func ownConnections() throws {
        let driver = try SessionDriver.signedIn()
        let orders = driver.read(
            "<presence from='alice@porch.test/probe'/><presence from='alice@porch.test/phone'>"
                + "<priority>9</priority></presence>")
        let phone = ContactResource(name: "phone", priority: 9, show: .available, status: "")
        #expect(orders == [.report(.ownResources([phone]))])
        #expect(driver.session.ownResources.map(\.name) == ["phone", "probe"])
    }

    @Test("tens of thousands of contacts are told apart by number")
    func manyContacts() throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        let items = (0..<20_000).map { "<item jid='c\($0)@porch.test' subscription='both'/>" }.joined()
        driver.read("<iq type='result' id='q'><query xmlns='jabber:iq:roster'>\(items)</query></iq>")
        driver.forget()
        for number in stride(from: 0, to: 20_000, by: 7) {
            driver.read("<presence from='c\(number)@porch.test/r'/>")
            guard case .presence(number: Int32(number), _)? = driver.events.last else {
                Issue.record("\(number)")
                return
            }
        }
    }
}

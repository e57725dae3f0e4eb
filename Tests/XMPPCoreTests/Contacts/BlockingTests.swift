import Testing

@testable import XMPPCore

/// Blocking addresses (XEP-0191).
@Suite struct BlockingTests {
    private static let request = "<iq type='get' id='later2'><blocklist xmlns='urn:xmpp:blocking'/></iq>"

    private static func list(_ names: String..., from: String? = nil, id: String = "later2") -> String {
        let items = names.map { "<item jid='\($0)'/>" }.joined()
        return ContactRequestTests.result(
            id, from: from, "<blocklist xmlns='urn:xmpp:blocking'>\(items)</blocklist>")
    }

    private static func push(_ change: String, _ names: String..., from: String? = nil) -> String {
        let items = names.map { "<item jid='\($0)'/>" }.joined()
        let sender = from.map { " from='\($0)'" } ?? ""
        return "<iq type='set' id='p'\(sender)><\(change) xmlns='urn:xmpp:blocking'>\(items)</\(change)></iq>"
    }

    private static func jids(_ names: String...) -> [JID] { names.compactMap { JID($0) } }

    /// A session whose list has been asked for.
    private static func asked() throws -> SessionDriver {
        let driver = try SessionDriver(interests: [.blockList])
        driver.untilBinding()
        driver.read(Server.bound)
        #expect(driver.read(Server.roster).written.hasSuffix(request))
        driver.forget()
        return driver
    }

    private static func known(_ name: String) throws -> SessionDriver {
        let driver = try asked()
        driver.read(list(name))
        driver.forget()
        return driver
    }

    @Test("the list is asked for once signed in, and told whole")
    func wholeList() throws {
        let driver = try Self.asked()
        #expect(
            driver.read(Self.list("eve@else.test", "@", "else.test")).events
                == [.blocked(Self.jids("eve@else.test", "else.test"))])
    }

    @Test(
        "a list from anybody else, or as the answer to another question, changes nothing",
        arguments: [
            list("bob@porch.test", from: "eve@else.test"), list("bob@porch.test", from: "porch.test"),
            list("bob@porch.test", id: "q"),
        ])
    func forged(stanza: String) throws {
        let driver = try Self.asked()
        #expect(driver.read(stanza).isEmpty)
        #expect(driver.read(Self.list("eve@else.test")).events == [.blocked(Self.jids("eve@else.test"))])
    }

    @Test("blocking and its contrary are asked of the server; its push tells the new list")
    func blocking() throws {
        let driver = try Self.known("else.test")
        let block = XMPPContactRequest.block(address: "Mallory@else.test")
        #expect(
            driver.give { $0.contactRequested(block) }.written
                == "<iq type='set' id='later3'><block xmlns='urn:xmpp:blocking'><item jid='mallory@else.test'/></block></iq>"
        )
        #expect(driver.read(ContactRequestTests.result("later3")).events == [.requestAnswered(block, .done)])
        #expect(
            driver.read(Self.push("block", "mallory@else.test", "mallory@else.test")).events
                == [.blocked(Self.jids("else.test", "mallory@else.test"))])
        driver.forget()
        driver.give { $0.contactRequested(.unblock(address: "else.test")) }
        #expect(
            driver.written.contains("<unblock xmlns='urn:xmpp:blocking'><item jid='else.test'/></unblock>"))
        #expect(
            driver.read(Self.push("unblock", "else.test")).events == [
                .blocked(Self.jids("mallory@else.test"))
            ])
        #expect(driver.read(Self.push("unblock")).events == [.blocked([])])
    }

    @Test(
        "only our server changes the list",
        arguments: [
            (nil, true), ("alice@porch.test", true), ("alice@porch.test/probe", false),
            ("alice@porch.test/other", false), ("porch.test", false), ("bob@porch.test", false),
            ("eve@else.test/x", false),
        ] as [(String?, Bool)])
    func pushes(from: String?, isAccepted: Bool) throws {
        for change in ["block", "unblock"] {
            let driver = try Self.known("else.test")
            let orders = driver.read(Self.push(change, "else.test", from: from))
            let to = from.map { " to='\($0)'" } ?? ""
            #expect(!orders.events.isEmpty == isAccepted)
            #expect(
                orders.written
                    == (isAccepted
                        ? "<iq type='result' id='p'\(to)/>" : StanzaTests.unavailable(id: "p", to: from)))
        }
    }

    @Test(
        "of a blocked contact nothing is known any more", arguments: ["bob@porch.test", "bob@porch.test/x"])
    func unknown(address: String) throws {
        let driver = try SessionDriver.signedIn()
        driver.read("<presence from='bob@porch.test/x'/>")
        #expect(driver.read(Self.push("block", address)).events == [.presence(number: 0, .unknown)])
    }

    @Test("of contacts who are blocked since an earlier session nothing is known from the beginning")
    func fromTheBeginning() throws {
        let driver = try Self.asked()
        #expect(
            driver.read(Self.list("else.test", "erin@porch.test", "bob@porch.test/x")).events == [
                .blocked(Self.jids("else.test", "erin@porch.test", "bob@porch.test/x")),
                .presence(number: 0, .unknown), .presence(number: 3, .unknown),
            ])
    }

    @Test("nor is anything known of them when the others come back with our presence")
    func visibleAgain() throws {
        let driver = try Self.known("bob@porch.test")
        driver.give { $0.presenceRequested(nil) }
        let told = driver.give { $0.presenceRequested(XMPPPresence()) }.events
        #expect(told.last == .presence(number: 0, .unknown))
        #expect(told.contains(.presence(number: 1, .absent)))
    }

    @Test("a blocked server takes its people along, and nobody of another one")
    func serverAlone() throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.read(Self.push("block", "rch.test", "test", "sub.porch.test", "bob")).events.isEmpty)
    }

    @Test("an address is blocked once, however often and in whatever order it is told")
    func once() throws {
        var blocked = BlockedAddresses(Self.jids("a@b", "b", "a@b"))
        blocked.add(Self.jids("b", "c", "c"))
        #expect(blocked.all == Self.jids("a@b", "b", "c"))
        blocked.remove(Self.jids("b", "d"))
        blocked.add(Self.jids("b"))
        #expect(blocked.all == Self.jids("a@b", "c", "b"))
        blocked.remove([])
        blocked.add(Self.jids("a@b"))
        #expect(blocked.all == Self.jids("a@b"))
    }

    @Test("a blocked server takes its people along")
    func server() throws {
        let driver = try SessionDriver.signedIn()
        let told = driver.read(Self.push("block", "porch.test")).events
        #expect(told == (0..<4).map { .presence(number: $0, .unknown) })
    }

    @Test("where the server does not block, nobody is told that it was done")
    func notOffered() throws {
        let driver = try Self.asked()
        driver.read("<iq type='error' id='later2'><error type='cancel'/></iq>")
        let block = XMPPContactRequest.block(address: "eve@else.test")
        #expect(
            driver.give { $0.contactRequested(block) } == [
                .report(.requestAnswered(block, .refused(.noBlocking)))
            ])
    }

    @Test("of a list without end only so much is kept")
    func endless() throws {
        let driver = try Self.asked()
        let items = (0..<30_000).map { "<item jid='e\($0)@else.test'/>" }.joined()
        driver.read(
            ContactRequestTests.result("later2", "<blocklist xmlns='urn:xmpp:blocking'>\(items)</blocklist>"))
        guard case .blocked(let all)? = driver.events.last else { return #expect(Bool(false)) }
        #expect(all.count == BlockedAddresses.limit)
    }
}

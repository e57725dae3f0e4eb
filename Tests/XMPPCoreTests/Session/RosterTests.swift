import Testing
import XMPPCore

/// Only the account's own server may change the contact list (RFC 6121 section 2.1.6).
@Suite struct RosterTests {
    enum Change: String, CaseIterable, Sendable { case add, rename, remove }

    static let senders: [(name: String, from: String?, isAccepted: Bool)] = [
        ("none", nil, true), ("own bare", "alice@porch.test", true),
        ("own full", "alice@porch.test/probe", false),
        ("own other resource", "alice@porch.test/other", false), ("own domain", "porch.test", false),
        ("contact", "bob@porch.test", false), ("stranger", "eve@else.test/x", false),
    ]

    private static func push(_ change: Change, from: String?) -> String {
        let item =
            switch change {
            case .add: "<item jid='new@porch.test' name='New' subscription='none'/>"
            case .rename: "<item jid='bob@porch.test' name='Robert' subscription='both'/>"
            case .remove: "<item jid='bob@porch.test' subscription='remove'/>"
            }
        let sender = from.map { " from='\($0)'" } ?? ""
        return "<iq type='set' id='p1'\(sender)><query xmlns='jabber:iq:roster'>\(item)</query></iq>"
    }

    private static func event(_ change: Change) throws -> XMPPEvent {
        switch change {
        case .add:
            .rosterChanged(
                number: 4,
                RosterEntry(
                    address: try #require(JID("new@porch.test")), name: "New", groups: [],
                    subscription: .none,
                    isAsking: false))
        case .rename:
            .rosterChanged(
                number: 0,
                RosterEntry(
                    address: try #require(JID("bob@porch.test")), name: "Robert", groups: [],
                    subscription: .both,
                    isAsking: false))
        case .remove: .rosterRemoved(number: 0)
        }
    }

    @Test("of seven senders only the own server changes the list", arguments: Change.allCases)
    func pushes(change: Change) throws {
        for (name, from, isAccepted) in Self.senders {
            let driver = try SessionDriver.signedIn()
            let orders = driver.read(Self.push(change, from: from))
            #expect(orders.events == (isAccepted ? [try Self.event(change)] : []), "\(name)")
            let to = from.map { " to='\($0)'" } ?? ""
            #expect(
                orders.written
                    == (isAccepted
                        ? "<iq type='result' id='p1'\(to)/>"
                        : StanzaTests.unavailable(id: "p1", to: from)),
                "\(name)")
        }
    }

    @Test("an own address written otherwise is the own address all the same")
    func preparedSender() throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.read(Self.push(.remove, from: "ALICE@Porch.TEST")).events == [.rosterRemoved(number: 0)])
    }

    @Test("a push of several entries, or of none, is no push")
    func severalItems() throws {
        for items in ["", "<item jid='a@b' subscription='both'/><item jid='c@d' subscription='both'/>"] {
            let driver = try SessionDriver.signedIn()
            let orders = driver.read(
                "<iq type='set' id='p1'><query xmlns='jabber:iq:roster'>\(items)</query></iq>")
            #expect(orders.events.isEmpty)
            #expect(orders.written.contains("<bad-request"))
        }
    }

    @Test("a contact keeps its number when it leaves and comes back; its presence does not stay")
    func numbers() throws {
        let driver = try SessionDriver.signedIn()
        driver.read("<presence from='bob@porch.test/x'/>")
        driver.read(Self.push(.remove, from: nil))
        driver.forget()
        driver.read("<presence from='bob@porch.test/x'/>")
        #expect(driver.events.isEmpty)
        driver.read(Self.push(.rename, from: nil))
        driver.read("<presence from='bob@porch.test/y'/>")
        guard case .presence(number: 0, let presence)? = driver.events.last else {
            Issue.record("\(driver.events)")
            return
        }
        #expect(presence.resources.map(\.name) == ["y"])
    }

    @Test("entries that are no contacts are left out, and double ones count once, as told last")
    func oddEntries() throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        let items =
            "<item jid='alice@porch.test'/><item/><item jid='@'/><item jid='BOB@porch.test' name='1'/>"
            + "<item jid='bob@porch.test/x' name='2'/><item jid='carol@porch.test' subscription='remove'/>"
            + "<item jid='gate.porch.test' name='3'/>"
        let orders = driver.read(
            "<iq type='result' id='q'><query xmlns='jabber:iq:roster'>\(items)</query></iq>")
        guard case .rosterReceived(let entries)? = orders.events.first else {
            Issue.record("\(orders)")
            return
        }
        #expect(entries.map(\.address.description) == ["bob@porch.test", "gate.porch.test"])
        #expect(entries.map(\.name) == ["2", "3"])
    }

    @Test("a server without a list for us has an empty one")
    func noList() throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        let orders = driver.read(
            "<iq type='error' id='q'><error type='cancel'>"
                + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>")
        #expect(orders.events == [.rosterReceived([]), .progressed(.online), .signedIn])
    }

    // MARK: Replies

    static let forgeries: [(String, String)] = [
        ("another id", "<iq type='result' id='other'>"), ("no id", "<iq type='result'>"),
        ("an id that only looks equal", "<iq type='result' id='\u{FF51}'>"),
        ("a contact", "<iq type='result' id='q' from='bob@porch.test'>"),
        ("a stranger", "<iq type='result' id='q' from='eve@else.test'>"),
        ("the domain", "<iq type='result' id='q' from='porch.test'>"),
        ("another resource", "<iq type='result' id='q' from='alice@porch.test/other'>"),
        ("no address", "<iq type='result' id='q' from='@'>"),
        ("a set", "<iq type='set' id='q' from='eve@else.test'>"), ("no type", "<iq id='q'>"),
        ("another type", "<iq type='answer' id='q'>"),
    ]

    @Test("a reply that is not the server's answer to this request changes nothing", arguments: forgeries)
    func forgedReply(name: String, tag: String) throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        driver.forget()
        driver.read(
            tag
                + "<query xmlns='jabber:iq:roster'><item jid='eve@else.test' subscription='both'/></query></iq>"
        )
        #expect(driver.events.isEmpty, "\(name)")
        // The true answer still counts, and holds nothing of the forged one.
        driver.read(Server.roster)
        guard case .rosterReceived(let entries)? = driver.events.first else {
            Issue.record("\(name): \(driver.events)")
            return
        }
        #expect(entries.count == 4, "\(name)")
    }

    @Test(
        "an answer in our own name is the server's",
        arguments: ["alice@porch.test", "alice@porch.test/probe"])
    func ownName(from: String) throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.read(Server.bound)
        driver.read("<iq type='result' id='q' from='\(from)'><query xmlns='jabber:iq:roster'/></iq>")
        #expect(driver.events.last == .signedIn)
    }

    @Test("a forged answer to the binding is not believed")
    func forgedBinding() throws {
        let driver = try SessionDriver()
        driver.untilBinding()
        driver.forget()
        for tag in ["id='b1' from='eve@else.test'", "id='x'", "from='alice@porch.test'"] {
            driver.read(
                "<iq type='result' \(tag)><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>eve@x/y</jid></bind></iq>"
            )
        }
        #expect(driver.orders.isEmpty)
    }
}

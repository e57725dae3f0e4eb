import Testing

@testable import XMPPCore

/// Whoever asks to see our presence is told to a person, who alone answers.
@Suite struct SubscriptionTests {
    private static func eve() throws -> JID { try #require(JID("eve@else.test")) }

    private static func asks(_ from: String, _ inner: String = "", type: String = "subscribe") -> String {
        "<presence from='\(from)' type='\(type)'>\(inner)</presence>"
    }

    private static let nick = "<nick xmlns='http://jabber.org/protocol/nick'>Eve</nick>"

    @Test("a request is told once, with what the asker says, and nothing is written")
    func told() throws {
        let driver = try SessionDriver.signedIn()
        let stanza = Self.asks("Eve@Else.test/phone", "<status>hi</status>" + Self.nick)
        let request = XMPPSubscriptionRequest(address: try Self.eve(), nickname: "Eve", text: "hi")
        #expect(driver.read(stanza) == [.report(.subscriptionAsked(request))])
        #expect(driver.read(stanza + Self.asks("eve@else.test", "<status>other</status>")).isEmpty)
    }

    @Test("its texts have a limit")
    func long() throws {
        let driver = try SessionDriver.signedIn()
        let text = String(repeating: "\u{e9}", count: 2000)
        driver.read(
            Self.asks(
                "eve@else.test",
                "<status>\(text)</status><nick xmlns='http://jabber.org/protocol/nick'>\(text)</nick>"))
        guard case .subscriptionAsked(let request)? = driver.events.first else {
            return #expect(Bool(false), "\(driver.events)")
        }
        #expect(request.text.utf8.count == 1024 && request.nickname.utf8.count == 256)
    }

    @Test("a nickname of one request says nothing in the next")
    func forgottenNickname() throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.asks("eve@else.test", Self.nick) + Self.asks("mallory@else.test"))
        guard case .subscriptionAsked(let request)? = driver.events.last else {
            return #expect(Bool(false), "\(driver.events)")
        }
        #expect(request.nickname.isEmpty)
    }

    @Test(
        "a person's answer is written, and ends the request",
        arguments: [("subscribed", true), ("unsubscribed", false)])
    func answered(type: String, isAccepted: Bool) throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.asks("eve@else.test"))
        driver.forget()
        let request: XMPPContactRequest =
            isAccepted ? .accept(address: "EVE@else.test") : .refuse(address: "EVE@else.test")
        let orders = driver.give { $0.contactRequested(request) }
        #expect(
            orders.written == "<presence type='\(type)' to='eve@else.test'/>" + ContactRequestTests.behind)
        #expect(orders.events == [.subscriptionAskEnded(try Self.eve())])
        #expect(
            driver.read(ContactRequestTests.result("later2", from: "porch.test")).events
                == [.requestAnswered(request, .done)])
        #expect(
            driver.give { $0.contactRequested(request) }.events
                == [.requestAnswered(request, .refused(.hasNotAsked))])
    }

    @Test(
        "whoever asked can be answered, were it a server",
        arguments: ["gateway.else.test", "localhost", "gateway.else.test/registered"])
    func server(address: String) throws {
        let driver = try SessionDriver.signedIn()
        driver.read(Self.asks(address))
        driver.forget()
        let bare = try #require(JID(address)?.bare.description)
        #expect(
            driver.give { $0.contactRequested(.accept(address: bare)) }.written
                .hasPrefix("<presence type='subscribed' to='\(bare)'/>"))
        let other = XMPPContactRequest.refuse(address: "@")
        #expect(
            driver.give { $0.contactRequested(other) }.events
                == [.requestAnswered(other, .refused(.noAddress("@")))])
    }

    @Test("it ends when it is withdrawn, when another client of ours answers, and when the asker is blocked")
    func ended() throws {
        let push = "<iq type='set' id='p'>*</iq>"
        let ends = [
            Self.asks("eve@else.test/x", type: "unsubscribe"),
            push.split(separator: "*").joined(
                separator:
                    "<query xmlns='jabber:iq:roster'><item jid='eve@else.test' subscription='from'/></query>"),
            push.split(separator: "*").joined(
                separator: "<block xmlns='urn:xmpp:blocking'><item jid='eve@else.test'/></block>"),
        ]
        for end in ends {
            let driver = try SessionDriver.signedIn()
            driver.read(Self.asks("eve@else.test"))
            driver.forget()
            let orders = driver.read(end)
            #expect(orders.events.contains(.subscriptionAskEnded(try Self.eve())), "\(end)")
            #expect(!orders.written.contains("<presence"))
        }
    }

    @Test(
        "nothing about subscriptions is ever answered by itself",
        arguments: PresenceStanza.Subscription.allCases)
    func neverAnswered(word: PresenceStanza.Subscription) throws {
        for from in [
            "bob@porch.test", "carol@porch.test", "dave@porch.test", "erin@porch.test", "eve@else.test",
        ] {
            let driver = try SessionDriver.signedIn()
            #expect(driver.read(Self.asks(from, type: word.rawValue)).written.isEmpty)
        }
    }

    @Test("contacts who see us already, and we ourselves, ask nothing")
    func knownOnes() throws {
        let driver = try SessionDriver.signedIn()
        for from in [
            "bob@porch.test", "dave@porch.test/x", "alice@porch.test", "alice@porch.test/x", "", "@",
        ] {
            #expect(driver.read(Self.asks(from)).isEmpty, "\(from)")
        }
        #expect(
            driver.read(Self.asks("carol@porch.test")).events.count == 1, "we see Carol, she does not see us")
    }

    @Test("of requests without end only so many are kept")
    func flood() throws {
        let driver = try SessionDriver.signedIn()
        for number in 0..<3000 { driver.read(Self.asks("e\(number)@else.test")) }
        #expect(driver.events.count == AskingAddresses.limit, "of whom nothing is kept nothing is told")
        #expect(driver.session.standing.asking.all.count == AskingAddresses.limit)
    }

    // MARK: What is seen of a contact as that changes

    private static func push(_ item: String) -> String {
        "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item \(item)/></query></iq>"
    }

    private static func availability(_ orders: [XMPPOrder]) -> ContactPresence.Availability? {
        orders.events.lazy.compactMap { if case .presence(_, let it) = $0 { it.availability } else { nil } }
            .first
    }

    @Test("the sight of a contact ends with the subscription, and begins with it")
    func sight() throws {
        let driver = try SessionDriver.signedIn()
        driver.read("<presence from='bob@porch.test/x'/>")
        #expect(
            Self.availability(driver.read(Self.push("jid='bob@porch.test' subscription='from'"))) == .unknown)
        #expect(
            Self.availability(driver.read(Self.push("jid='bob@porch.test' subscription='both'"))) == .offline)
        driver.read("<presence from='bob@porch.test/x'/>")
        #expect(Self.availability(driver.read(Self.push("jid='bob@porch.test' subscription='to'"))) == nil)
    }

    @Test("the farewell that follows the end of a subscription does not make the contact offline")
    func farewell() throws {
        let driver = try SessionDriver.signedIn()
        driver.read("<presence from='dave@porch.test/x'/>")
        let orders = driver.read("<presence from='dave@porch.test/x' type='unavailable'/>")
        #expect(Self.availability(orders) == .unknown, "Dave sees us, we do not see him")
    }
}

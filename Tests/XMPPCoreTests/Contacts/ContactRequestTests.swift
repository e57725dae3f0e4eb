import Testing

@testable import XMPPCore

/// What a person asks of the contact list, on the wire and back.
@Suite struct ContactRequestTests {
    static func result(_ id: String, from: String? = nil, _ inner: String = "") -> String {
        "<iq type='result' id='\(id)'\(from.map { " from='\($0)'" } ?? "")>\(inner)</iq>"
    }

    private static func error(_ id: String, _ condition: String, _ text: String = "") -> String {
        let space = "urn:ietf:params:xml:ns:xmpp-stanzas"
        let words = text.isEmpty ? "" : "<text xmlns='\(space)'>\(text)</text>"
        return
            "<iq type='error' id='\(id)'><error type='cancel'><\(condition) xmlns='\(space)'/>\(words)</error></iq>"
    }

    private static func set(_ item: String) -> String {
        "<iq type='set' id='later2'><query xmlns='jabber:iq:roster'>\(item)</query></iq>"
    }

    private static let add = XMPPContactRequest.add(
        address: " New@Porch.Test ", name: "N & M", groups: ["A", "", "A"])

    @Test("adding sets the entry, and asks to see the contact once that is done")
    func adding() throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.give { $0.contactRequested(Self.add) }.written
                == Self.set("<item jid='new@porch.test' name='N &amp; M'><group>A</group></item>"))
        #expect(driver.events.isEmpty)
        let orders = driver.read(Self.result("later2"))
        #expect(orders.written == "<presence type='subscribe' to='new@porch.test'/>")
        #expect(orders.events == [.requestAnswered(Self.add, .done)])
    }

    @Test("a refused entry is told in words, and nobody is asked")
    func refusedEntry() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.contactRequested(Self.add) }
        let orders = driver.read(Self.error("later2", "not-allowed", "the list is full"))
        #expect(orders.written.isEmpty)
        let refusal = XMPPRefusal.refused(condition: "not-allowed", text: "the list is full")
        #expect(orders.events == [.requestAnswered(Self.add, .refused(refusal))])
        #expect("\(refusal)" == "refused (not-allowed): the list is full")
    }

    @Test(
        "an answer counts only with the id, the sender and the type of one",
        arguments: [
            result("later2", from: "bob@porch.test"), result("later2", from: "porch.test"),
            result("later2", from: "alice@porch.test/other"), result("later2", from: "@"), result("later"),
            "<iq type='set' id='later2'/>", "<iq type='get' id='later2'/>", "<iq id='later2'/>",
            "<iq type='result'/>", "<message type='result' id='later2'/>",
        ])
    func forgeries(stanza: String) throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.contactRequested(Self.add) }
        let orders = driver.read(stanza)
        #expect(orders.events.isEmpty && !orders.written.contains("subscribe"))
        driver.read(Self.result("later2", from: "alice@porch.test"))
        #expect(driver.events == [.requestAnswered(Self.add, .done)])
    }

    @Test(
        "what nobody answers is done once our server has answered what was asked behind it",
        arguments: [
            (.askToSee(number: 3), "subscribe", "erin"), (.stopSeeing(number: 1), "unsubscribe", "carol"),
            (.hideFrom(number: 2), "unsubscribed", "dave"),
            (.add(address: "erin@porch.test", name: "", groups: []), "subscribe", "erin"),
        ] as [(XMPPContactRequest, String, String)])
    func subscriptions(request: XMPPContactRequest, type: String, name: String) throws {
        let driver = try SessionDriver.signedIn()
        let orders = driver.give { $0.contactRequested(request) }
        #expect(orders.written == "<presence type='\(type)' to='\(name)@porch.test'/>" + Self.behind)
        #expect(orders.events.isEmpty)
        for from in ["bob@porch.test", "alice@porch.test/x", "else.test"] {
            #expect(driver.read(Self.result("later2", from: from)).isEmpty, "nobody else can tell")
        }
        #expect(driver.read(Self.result("later2")).events == [.requestAnswered(request, .done)])
    }

    /// What is asked behind a word.
    static let behind = "<iq type='get' id='later2' to='porch.test'><ping xmlns='urn:xmpp:ping'/></iq>"

    @Test("a server that knows no such question has taken the word as well")
    func refusedQuestion() throws {
        let driver = try SessionDriver.signedIn()
        let request = XMPPContactRequest.hideFrom(number: 2)
        driver.give { $0.contactRequested(request) }
        #expect(
            driver.read(Self.error("later2", "service-unavailable")).events == [
                .requestAnswered(request, .done)
            ])
    }

    @Test(
        "entries are changed and removed by their numbers",
        arguments: [
            (
                .edit(number: 0, name: "Robert", groups: ["<x>"]),
                "<item jid='bob@porch.test' name='Robert'><group>&lt;x&gt;</group></item>"
            ), (.edit(number: 0, name: "", groups: []), "<item jid='bob@porch.test'/>"),
            (.remove(number: 0), "<item jid='bob@porch.test' subscription='remove'/>"),
        ] as [(XMPPContactRequest, String)])
    func entries(request: XMPPContactRequest, item: String) throws {
        let driver = try SessionDriver.signedIn()
        #expect(driver.give { $0.contactRequested(request) }.written == Self.set(item))
        #expect(driver.read(Self.result("later2")).events == [.requestAnswered(request, .done)])
    }

    private static let long = String(repeating: "x", count: 1025)

    static let hopeless: [(XMPPContactRequest, XMPPRefusal)] = [
        (.add(address: "bob", name: "", groups: []), .noAddress("bob")),
        (.add(address: "", name: "", groups: []), .noAddress("")),
        (.add(address: "a@b@c", name: "", groups: []), .noAddress("a@b@c")),
        (.add(address: "porch.test", name: "", groups: []), .noAddress("porch.test")),
        (.add(address: "ALICE@porch.test/x", name: "", groups: []), .ownAddress),
        (.add(address: "bob@porch.test", name: "B", groups: []), .onTheListAlready),
        (.add(address: "n@porch.test", name: long, groups: []), .tooLong(limit: 1024)),
        (.add(address: "n@porch.test", name: "", groups: [long]), .tooLong(limit: 1024)),
        (
            .add(address: "n@porch.test", name: "", groups: (0..<65).map { "\($0)" }),
            .tooManyGroups(limit: 64)
        ),
        (.edit(number: 4, name: "", groups: []), .noContact),
        (.edit(number: -1, name: "", groups: []), .noContact),
        (.remove(number: .max), .noContact), (.remove(number: .min), .noContact),
        (.askToSee(number: 9), .noContact),
        (.accept(address: "eve@else.test"), .hasNotAsked), (.refuse(address: "eve@else.test"), .hasNotAsked),
        (.accept(address: "eve"), .hasNotAsked), (.block(address: "eve"), .noAddress("eve")),
        (.block(address: "alice@porch.test/x"), .ownAddress), (.block(address: "porch.test"), .ownAddress),
        (.askLastActivity(number: 7), .noContact),
    ]

    @Test("what cannot be is refused before anything is sent", arguments: hopeless)
    func refusedHere(request: XMPPContactRequest, refusal: XMPPRefusal) throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.give { $0.contactRequested(request) } == [
                .report(.requestAnswered(request, .refused(refusal)))
            ])
    }

    @Test("before and after the session everything is refused")
    func noSession() throws {
        let driver = try SessionDriver()
        let refused = [XMPPOrder.report(.requestAnswered(Self.add, .refused(.notSignedIn)))]
        #expect(driver.give { $0.contactRequested(Self.add) } == refused)
        driver.untilBinding()
        #expect(driver.give { $0.contactRequested(Self.add) } == refused)
        let signedIn = try SessionDriver.signedIn()
        signedIn.give { $0.signOutRequested() }
        #expect(signedIn.give { $0.contactRequested(Self.add) } == refused)
    }

    @Test("what is unanswered when the session ends is refused, before its end is told")
    func unanswered() throws {
        for isSigningOut in [false, true] {
            let driver = try SessionDriver.signedIn()
            driver.give { $0.contactRequested(Self.add) }
            if isSigningOut { driver.give { $0.signOutRequested() } }
            driver.give { $0.ended(.endOfFile) }
            let told = driver.events
            #expect(told.first == .requestAnswered(Self.add, .refused(.sessionEnded)))
            guard case .ended? = told.last else { return #expect(Bool(false), "\(told)") }
            #expect(told.count { if case .requestAnswered = $0 { true } else { false } } == 1)
        }
    }

    @Test("so many unanswered requests, and no more")
    func atOnce() throws {
        let driver = try SessionDriver.signedIn()
        let request = XMPPContactRequest.remove(number: 0)
        for _ in 0..<SentRequests.limit { driver.give { $0.contactRequested(request) } }
        #expect(driver.events.isEmpty)
        driver.give { $0.contactRequested(request) }
        let refused = XMPPEvent.requestAnswered(request, .refused(.tooManyAtOnce(limit: SentRequests.limit)))
        #expect(driver.events == [refused])
        driver.read(Self.result("later2"))
        driver.forget()
        driver.give { $0.contactRequested(request) }
        #expect(driver.events.isEmpty)
    }

    @Test("every reason is in words")
    func words() {
        let refusals: [XMPPRefusal] =
            Self.hopeless.map(\.1) + [
                .notSignedIn, .sessionEnded, .noBlocking, .isThere, .invisible, .nothingKnown,
                .tooManyAtOnce(limit: 1),
                .refused(condition: "forbidden", text: ""),
            ]
        for refusal in refusals { #expect(!refusal.description.isEmpty) }
        #expect("\(XMPPRefusal.noAddress("bob"))".contains("expected name@domain"))
    }

    // MARK: When somebody was there last

    private static let ask = XMPPContactRequest.askLastActivity(number: 1)

    private static func last(_ seconds: String, from: String? = "carol@porch.test", _ text: String = "")
        -> String
    {
        result("later2", from: from, "<query xmlns='jabber:iq:last' seconds='\(seconds)'>\(text)</query>")
    }

    @Test("a contact who is offline was last there, with the last words")
    func lastActivity() throws {
        let driver = try SessionDriver.signedIn()
        #expect(
            driver.give { $0.contactRequested(Self.ask) }.written
                == "<iq type='get' id='later2' to='carol@porch.test'><query xmlns='jabber:iq:last'/></iq>")
        for from in [nil, "porch.test", "carol@porch.test/x", "alice@porch.test", "eve@else.test"] {
            #expect(driver.read(Self.last("1", from: from)).isEmpty)
        }
        let gone = ContactPresence(availability: .offline, status: "bye", resources: [], since: .ago(7200))
        #expect(
            driver.read(Self.last("7200", "bye")).events
                == [.presence(number: 1, gone), .requestAnswered(Self.ask, .done)])
    }

    @Test(
        "seconds: digits, at most ten years; zero is what servers say who know nothing",
        arguments: [
            ("1", 1), ("0001", 1), ("315360000", 315_360_000), ("999999999", 315_360_000),
            ("99999999999999999999999", 315_360_000), ("0", nil), ("", nil), ("-5", nil), ("+5", nil),
            ("1.5", nil), ("1e3", nil), (" 1", nil), ("\u{661}", nil),
        ] as [(String, Int?)])
    func seconds(text: String, seconds: Int?) throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.contactRequested(Self.ask) }
        guard case .presence(_, let presence)? = driver.read(Self.last(text)).events.first else {
            #expect(seconds == nil)
            return #expect(driver.events == [.requestAnswered(Self.ask, .refused(.nothingKnown))])
        }
        #expect(presence.since == seconds.map { .ago($0) })
    }

    @Test("whoever is there is not asked about, and whoever came meanwhile stays")
    func there() throws {
        let driver = try SessionDriver.signedIn()
        driver.give { $0.contactRequested(Self.ask) }
        driver.read("<presence from='carol@porch.test/x'/>")
        driver.forget()
        driver.read(Self.last("60"))
        #expect(driver.events == [.requestAnswered(Self.ask, .refused(.isThere))])
        #expect(driver.give { $0.contactRequested(Self.ask) }.written.isEmpty)
    }
}

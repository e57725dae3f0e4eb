import SASL
import Testing

@testable import XMPPCore

/// What contacts tell of themselves (XEP-0163), and who hears what of us because of it.
@Suite struct PersonalEventTests {
    static func items(_ node: String, _ payload: String) -> String {
        "<items node='http://jabber.org/protocol/\(node)'><item id='current'>\(payload)</item></items>"
    }

    static func event(_ change: String, from: String? = "bob@porch.test", type: String = "headline") -> String
    {
        let sender = from.map { " from='\($0)'" } ?? ""
        return
            "<message type='\(type)'\(sender)><event xmlns='http://jabber.org/protocol/pubsub#event'>\(change)</event></message>"
    }

    static func mood(_ inner: String) -> String {
        items("mood", "<mood xmlns='http://jabber.org/protocol/mood'>\(inner)</mood>")
    }

    private static func signedIn() throws -> SessionDriver {
        let driver = try SessionDriver.signedIn(interests: XMPPInterest.all)
        driver.forget()
        return driver
    }

    private static func details(_ driver: SessionDriver) -> PersonalDetails? {
        driver.events.last.flatMap { if case .details(number: 0, let details) = $0 { details } else { nil } }
    }

    private static let a = "<activity xmlns='http://jabber.org/protocol/activity'>"
    private static let t = "<tune xmlns='http://jabber.org/protocol/tune'>"

    @Test(
        "events in words",
        arguments: [
            (mood("<happy/><text>it is Friday</text>"), \.mood, "happy: it is Friday"),
            (mood("<in_love/>"), \.mood, "in love"), (mood("<text>so so</text>"), \.mood, "so so"),
            (mood("<x xmlns='urn:x'/><sad/>"), \.mood, "sad"),
            (
                items("activity", a + "<relaxing><reading/></relaxing><text>a novel</text></activity>"),
                \.activity,
                "relaxing, reading: a novel"
            ), (items("activity", a + "<working/></activity>"), \.activity, "working"),
            (
                items("tune", t + "<artist>Yes</artist><title>Heroes</title></tune>"), \.tune, "Heroes by Yes"
            ), (items("tune", t + "<title>Heroes</title></tune>"), \.tune, "Heroes"),
            (items("tune", t + "<artist>Yes</artist></tune>"), \.tune, "Yes"),
            (items("tune", t + "<source>Radio</source></tune>"), \.tune, "Radio"),
            (
                items("nick", "<nick xmlns='http://jabber.org/protocol/nick'>Bobby</nick>"), \.nickname,
                "Bobby"
            ),
        ] as [(String, any KeyPath<PersonalDetails, String> & Sendable, String)])
    func words(change: String, field: any KeyPath<PersonalDetails, String> & Sendable, words: String) throws {
        let driver = try Self.signedIn()
        driver.read(Self.event(change))
        let details = try #require(Self.details(driver))
        #expect(details[keyPath: field] == words)
        driver.forget()
        driver.read(Self.event(change))
        #expect(driver.events.isEmpty, "told once")
    }

    @Test(
        "what is taken back is told no more",
        arguments: [
            mood(""), "<items node='http://jabber.org/protocol/mood'><retract id='current'/></items>",
            "<purge node='http://jabber.org/protocol/mood'/>",
            "<delete node='http://jabber.org/protocol/mood'/>",
        ])
    func takenBack(change: String) throws {
        let driver = try Self.signedIn()
        driver.read(Self.event(Self.mood("<happy/>")))
        driver.read(Self.event(change))
        #expect(Self.details(driver) == PersonalDetails())
    }

    @Test(
        "only the address of a contact speaks for the contact",
        arguments: [
            nil, "bob@porch.test/x", "porch.test", "alice@porch.test", "eve@else.test", "@",
            "bob@porch.test.evil",
        ])
    func senders(from: String?) throws {
        let driver = try Self.signedIn()
        #expect(driver.read(Self.event(Self.mood("<happy/>"), from: from)).isEmpty)
    }

    @Test("an event that came back, that is forwarded, or that is of another kind, is none")
    func noEvents() throws {
        let happy = Self.mood("<happy/>")
        let forwarded = Self.event(happy).split(separator: ">", maxSplits: 1).joined(
            separator: "><forwarded xmlns='urn:xmpp:forward:0'>")
        for stanza in [
            Self.event(happy, type: "error"),
            forwarded.split(separator: "</message>").joined() + "</forwarded></message>",
            Self.event(happy.split(separator: "mood'>").joined(separator: "odd'>")),
            Self.event(
                "<items node='http://jabber.org/protocol/mood'><item><x xmlns='urn:x'/></item></items>"),
            Self.event("<items><item/></items>"),
            Self.event("<configuration node='http://jabber.org/protocol/mood'/>"),
        ] {
            let driver = try Self.signedIn()
            #expect(driver.read(stanza).isEmpty, "\(stanza)")
        }
    }

    @Test("words have a limit, and so have the contacts of whom they are kept")
    func limits() throws {
        let driver = try Self.signedIn()
        let long = String(repeating: "\u{e9}", count: 2000)
        driver.read(Self.event(Self.mood("<happy/><text>\(long)</text>")))
        #expect((Self.details(driver)?.mood.utf8.count ?? .max) <= 256)
        var book = PersonalDetailsBook()
        for number in 0..<Int32(PersonalDetailsBook.limit) { _ = book.set(.mood, "happy", of: number) }
        #expect(book.set(.mood, "happy", of: .max) == nil)
        #expect(book.set(.mood, "sad", of: 0) != nil)
    }

    @Test("who is removed or not seen any more tells nothing any more")
    func gone() throws {
        for item in ["subscription='from'", "subscription='remove'"] {
            let driver = try Self.signedIn()
            driver.read(Self.event(Self.mood("<happy/>")))
            driver.read(
                "<iq type='set' id='p'><query xmlns='jabber:iq:roster'><item jid='bob@porch.test' \(item)/></query></iq>"
            )
            #expect(driver.session.standing.details.all.isEmpty)
        }
    }

    // MARK: Capabilities

    private static let hint =
        "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:porchlight' ver='JFeNO6fJflZ0m8XAa/qxmnLGZ5Y='/>"
    private static let node = "urn:porchlight#JFeNO6fJflZ0m8XAa/qxmnLGZ5Y="

    private static func question(_ from: String?, node: String? = node) -> String {
        let sender = from.map { " from='\($0)'" } ?? ""
        let node = node.map { " node='\($0)'" } ?? ""
        return
            "<iq type='get' id='p'\(sender)><query xmlns='http://jabber.org/protocol/disco#info'\(node)/></iq>"
    }

    @Test("one's presence says in short what one wants to hear; going says nothing")
    func announced() throws {
        let driver = try SessionDriver(interests: XMPPInterest.all)
        driver.untilBinding()
        #expect(driver.written.hasSuffix("<presence>\(Self.hint)</presence>"))
        let signedIn = try Self.signedIn()
        #expect(
            signedIn.give { $0.presenceRequested(nil) }.written.hasPrefix("<presence type='unavailable'/>"))
        let silent = try SessionDriver.signedIn()
        #expect(
            silent.give { $0.presenceRequested(XMPPPresence(show: .dnd)) }.written
                == "<presence><show>dnd</show></presence>")
    }

    @Test(
        "the long answer is for our server and for contacts who see us, and to this question alone",
        arguments: [
            (nil, true), ("porch.test", true), ("alice@porch.test", true), ("bob@porch.test", true),
            ("dave@porch.test/x", true), ("carol@porch.test", false), ("erin@porch.test/x", false),
            ("eve@else.test/x", false), ("else.test", false),
        ] as [(String?, Bool)])
    func answered(from: String?, isAnswered: Bool) throws {
        let driver = try Self.signedIn()
        let written = driver.read(Self.question(from)).written
        let refusal = StanzaTests.unavailable(id: "p", to: from)
        #expect((written == refusal) == !isAnswered)
        #expect(written.contains("http://jabber.org/protocol/mood+notify") == isAnswered)
        for node in [nil, "", "urn:porchlight", Self.node + "x"] {
            #expect(driver.read(Self.question(from, node: node)).written == refusal)
        }
        driver.give { $0.presenceRequested(nil) }
        driver.forget()
        let isServer = from == nil || from == "porch.test" || from == "alice@porch.test"
        #expect(driver.read(Self.question(from)).written.contains("+notify") == (isAnswered && isServer))
    }

    @Test("the hash is that of the example in XEP-0115 section 5.2")
    func hash() {
        let text =
            "client/pc//Exodus 0.9.1<http://jabber.org/protocol/caps<http://jabber.org/protocol/disco#info<"
            + "http://jabber.org/protocol/disco#items<http://jabber.org/protocol/muc<"
        #expect(SHA1.digest(of: Array(text.utf8)).map { Base64.encode($0) } == "QgayPKawpkPSDYmwT/WM94uAlu0=")
    }
}

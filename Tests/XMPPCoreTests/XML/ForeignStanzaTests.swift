import Testing

@testable import XMPPCore

/// Whoever knows our address may send us what they like: it must not end the session.
@Suite struct ForeignStanzaTests {
    private static let long = String(repeating: "x", count: 600_000)
    private static let nested = String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40)
    private static let event = "<event xmlns='http://jabber.org/protocol/pubsub#event'>"
    private static let rosterQuery = "<query xmlns='jabber:iq:roster'>"

    /// Reads the stanza and an `<iq/>` behind it, in pieces of this many bytes; returns the stanza.
    private static func read(_ stanza: String, size: Int = 16_384) throws -> XMLElement? {
        let reading = StreamReading.inside("")
        var rest = Array((stanza + "<iq id='next'><b>1</b></iq>").utf8)[...]
        while !rest.isEmpty {
            reading.read(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(reading.outcome == .readAll)
        let next = try #require(reading.elements.last)
        #expect(next["id"] == "next" && next.children.first?.text == "1")
        #expect(reading.elements.count + reading.presences.count == 2)
        return reading.elements.count == 2 ? reading.elements.first : nil
    }

    @Test(
        "a message or presence of any length is read past",
        arguments: [
            "<message><body>\(long)</body></message>", "<message><body a='\(long)'/></message>",
            "<message a='\(long)'/>", "<message>\(event)<items>\(long)</items></event></message>",
            "<presence><status>\(long)</status></presence>", "<presence from='\(long)'/>",
        ], [1000, 16_384, 1_000_000])
    func length(stanza: String, size: Int) throws {
        #expect(try Self.read(stanza, size: size)?.children.isEmpty ?? true)
    }

    @Test("a message is read without end, and nothing of it is kept")
    func endless() {
        let reading = StreamReading.inside("<message from='eve@else.test/x'><body>")
        let portion = [UInt8](repeating: UInt8(ascii: "x"), count: 16_384)
        for _ in 0..<1000 { reading.read(portion) }
        #expect(reading.outcome == .readAll)
        reading.read("</body></message>")
        #expect(reading.elements.map(\.content.isEmpty) == [true])
    }

    private static let excesses = [
        nested, "<b\((0..<65).map { " a\($0)=''" }.joined())/>",
        "<b\((0..<65).map { " xmlns:n\($0)='urn:x'" }.joined())/>", "<b>\(long)</b>",
        "<b a='\(long)'/>",
        String(repeating: "<b/>", count: 20_000), (0..<9000).map { "<n\($0)/>" }.joined(),
        "<\(String(repeating: "n", count: 1025))/>",
        rosterQuery + "<item><group>\(long)</group></item></query>",
        rosterQuery + "<item jid='a@b'/><item>\(nested)</item></query>",
        "<blocklist xmlns='urn:xmpp:blocking'><item jid='\(long)'/></blocklist>",
    ]

    @Test("of a request with too much nothing but the question is left", arguments: excesses, ["get", "set"])
    func requests(inner: String, type: String) throws {
        let request = try #require(
            try Self.read("<iq type='\(type)' id='1' from='eve@else.test/x'><a/>\(inner)<c>x</c></iq>"))
        #expect(request.content.isEmpty)
        #expect(request["id"] == "1" && request["type"] == type && request["from"] == "eve@else.test/x")
    }

    @Test("an answer with too much is no answer any more", arguments: excesses, ["result", "error"])
    func answers(inner: String, type: String) throws {
        let answer = try #require(
            try Self.read("<iq type='\(type)' id='1' from='eve@else.test/x'>\(inner)</iq>"))
        #expect(answer.content.isEmpty && answer.attributes.isEmpty)
    }

    @Test("the tag of a request may have too much itself")
    func ownTag() throws {
        let many = (0..<65).map { " a\($0)=''" }.joined()
        #expect(try Self.read("<iq from='eve@else.test/x'\(many) type='get' id='1'><a/></iq>")?["id"] == "1")
        #expect(StreamReading.inside("<iq\(many)><a/></iq>").error == .tooLarge(.attributes))
    }

    @Test("whoever sends too much gets what everybody gets; with an id that is too long, nothing")
    func refused() throws {
        let driver = try SessionDriver.signedIn()
        let from = "eve@else.test/x"
        #expect(
            driver.read("<iq type='get' id='1' from='\(from)'>\(Self.nested)</iq>").written
                == StanzaTests.unavailable(id: "1", to: from))
        let id = String(repeating: "1", count: 4097)
        #expect(driver.read("<iq type='get' id='\(id)' from='\(from)'><a/></iq>").isEmpty)
    }
}

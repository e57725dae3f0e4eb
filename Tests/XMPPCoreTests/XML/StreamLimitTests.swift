import Testing
import XMPPCore

/// No server can make the reader grow: every size has its limit, and just below it all is read.
@Suite struct StreamLimitTests {
    private static func error(_ inner: String) -> XMLStreamError? {
        StreamReading.inside(inner).error
    }

    private static func nested(_ levels: Int) -> String {
        String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
    }

    @Test("a stanza of the server may have 256 KiB and not a byte more")
    func stanza() {
        let tags = "<iq><b></b></iq>".utf8.count
        for (size, error) in [(262_144, nil), (262_145, XMLStreamError.tooLarge(.stanza))] {
            let stanza = "<iq><b>" + String(repeating: "x", count: size - tags) + "</b></iq>"
            #expect(Self.error(stanza) == error)
        }
    }

    @Test("a stanza without an end is given up at its limit, not kept")
    func endless() {
        let reading = StreamReading.inside("<iq><body>")
        let portion = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)
        var count = 0
        while reading.outcome == .readAll, count < 100 {
            reading.read(portion)
            count += 1
        }
        #expect(reading.error == .tooLarge(.stanza))
        #expect(count == 64)
    }

    @Test("a tag, an attribute or an opening tag without an end is given up", arguments: ["<a b='", "<a"])
    func endlessTag(start: String) async {
        func text(_ count: Int) -> String { start + String(repeating: "x", count: count) }
        #expect(StreamReading.whole(text(300_000)).error == .tooLarge(.stanza))
        for place in ["", "<message>", "<presence>", "<iq from='a'><b xmlns='urn:x'/>"] {
            #expect(Self.error(place + text(2_000_000)) == nil)
            #expect(Self.error(place + text(4_300_000)) == .tooLarge(.stanza))
            // Stories wait for a turn of this thread meanwhile.
            await Task.yield()
        }
    }

    @Test("white space between stanzas is never too much")
    func keepAlives() {
        let reading = StreamReading.inside("")
        for _ in 0..<40 { reading.read([UInt8](repeating: 0x20, count: 16_384)) }
        reading.read("<message/>")
        #expect(reading.outcome == .readAll)
        #expect(reading.elements.count == 1)
    }

    @Test("32 levels are read, 33 are not")
    func depth() {
        #expect(Self.error(Self.nested(32)) == nil)
        #expect(Self.error(Self.nested(33)) == .tooLarge(.depth))
    }

    @Test(
        "the shape of what anybody may send cannot end the session",
        arguments: ["message", "presence type='subscribe'"])
    func shapes(tag: String) {
        let many = (0..<65).map { " a\($0)=''" }.joined()
        let declared = (0..<65).map { " xmlns:n\($0)='urn:x'" }.joined()
        let name = String(repeating: "n", count: 1025)
        let end = "</" + tag.prefix { $0 != " " } + ">"
        for stanza in [
            "<\(tag)>\(Self.nested(200))\(end)", "<\(tag)><b\(many)/>\(end)", "<\(tag)\(many)>\(end)",
            "<\(tag)><b\(declared)/>\(end)", "<\(tag)\(declared)>\(end)", "<\(tag)><\(name)/>\(end)",
            "<\(tag) \(name)=''>\(end)", "<\(tag)>" + String(repeating: "<b/>", count: 20_000) + end,
        ] {
            let reading = StreamReading.inside(stanza)
            #expect(reading.outcome == .readAll, "\(stanza.prefix(60))")
            #expect(reading.elements.count + reading.presences.count == 1)
            #expect(reading.elements.first?.children.isEmpty ?? true)
        }
        #expect(Self.error("<\(tag)>\(end)" + Self.nested(33)) == .tooLarge(.depth))
    }

    @Test("an event in a message is read; one out of the ordinary is left out")
    func events() {
        func event(_ inner: String) -> [XMLElement] {
            let event = "<event xmlns='http://jabber.org/protocol/pubsub#event'>\(inner)</event>"
            let reading = StreamReading.inside("<message><body>x</body>\(event)\(event)</message><iq/>")
            #expect(reading.outcome == .readAll)
            #expect(reading.elements.count == 2)
            return reading.elements.first?.children ?? []
        }
        #expect(event("<a>1</a>").map(\.name) == ["event"])
        #expect(event(String(repeating: "<a/>", count: 62)).count == 1)
        #expect(event(String(repeating: "<a/>", count: 63)).isEmpty)
        #expect(event(Self.nested(9)).count == 1)
        #expect(event(Self.nested(10)).isEmpty)
        #expect(event("<a " + (0..<17).map { "a\($0)='' " }.joined() + "/>").isEmpty)
    }

    @Test("64 attributes are read, 65 are not")
    func attributes() {
        for (count, error) in [(64, nil), (65, XMLStreamError.tooLarge(.attributes))] {
            let attributes = (0..<count).map { " a\($0)=''" }.joined()
            #expect(Self.error("<iq\(attributes)/>") == error)
        }
    }

    @Test("64 namespaces at one place are read, 65 are not")
    func namespaces() {
        // Two are declared by the stream itself.
        for (count, error) in [(62, nil), (63, XMLStreamError.tooLarge(.namespaces))] {
            let declarations = (0..<count).map { " xmlns:n\($0)='u'" }.joined()
            #expect(Self.error("<a\(declarations)/>") == error)
        }
        let later = String(repeating: "<a xmlns:n='u'/>", count: 200)
        #expect(Self.error(later) == nil)
    }

    @Test("a name may have 1 KiB and not a byte more")
    func names() {
        let name = String(repeating: "n", count: 1024)
        #expect(Self.error("<\(name)/>") == nil)
        #expect(Self.error("<\(name)n/>") == .tooLarge(.name))
        #expect(Self.error("<a \(name)n=''/>") == .tooLarge(.name))
        #expect(Self.error("<a xmlns='\(name)u'/>") == .tooLarge(.name))
    }

    @Test("a stanza may have 16,384 elements")
    func elements() {
        let children = String(repeating: "<b/>", count: 16_383)
        #expect(Self.error("<a>\(children)</a>") == nil)
        #expect(Self.error("<a>\(children)<b/></a>") == .tooLarge(.elements))
    }

    @Test(
        "names that are ever different do not end the session, and are not kept",
        arguments: [
            "<*/>", "<a *=''/>", "<presence><*/></presence>", "<presence *=''/>", "<message><*/></message>",
            "<message xmlns:*='urn:x'/>", "<message><b *:a='' xmlns:*='urn:x'/></message>",
        ])
    func vocabulary(template: String) {
        let reading = StreamReading.inside("")
        let parts = template.split(separator: "*").map { String($0) }
        for number in 0..<20_000 where reading.outcome == .readAll {
            reading.read(parts.joined(separator: "n\(number)"))
        }
        #expect(reading.outcome == .readAll)
        #expect(reading.elements.count + reading.presences.count == 20_000)
        #expect(reading.knownNames <= 4200)
        reading.read("</stream:stream>")
        #expect(reading.outcome == .closed)
    }

    @Test("a message of nothing but new names does not end the session; a request of them does")
    func namesInOneStanza() {
        func names(_ count: Int) -> String { (0..<count).map { "<n\($0)/>" }.joined() }
        let reading = StreamReading.inside("<message>\(names(20_000))</message><iq/>")
        #expect(reading.outcome == .readAll)
        #expect(reading.elements.map(\.name) == ["message", "iq"])
        #expect(Self.error("<iq>\(names(8200))</iq>") == .tooLarge(.vocabulary))
    }

    @Test(
        "after many names every stanza is read as before, wherever the reads end", arguments: [1, 7, 16_384])
    func renewed(size: Int) {
        let many = (0..<5000).map { "<message><n\($0)/></message>" }.joined()
        let text =
            many + "<iq type='get'><x xmlns='urn:x' stream:a='1'>&lt;</x></iq><presence/></stream:stream>x"
        let reading = StreamReading.inside("")
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            reading.read(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(reading.outcome == .closed)
        let last = reading.elements.last?.children.first
        #expect(last?.namespace == "urn:x" && last?.text == "<")
        #expect(last?.attributes.first?.namespace == XMLNamespace.streams)
        #expect(reading.presences.count == 1 && reading.elements.count == 5001)
    }

    @Test("a contact list may be far longer than a stanza, one entry of it may not")
    func roster() {
        let opening = "<iq type='result'><query xmlns='jabber:iq:roster'>"
        let items = (0..<20_000).map { "<item jid='c\($0)@porch.test' subscription='both'/>" }.joined()
        let reading = StreamReading.inside(opening + items + "</query></iq>")
        #expect(reading.outcome == .readAll)
        #expect(reading.rosterItems.count == 20_000)
        #expect(reading.elements.first?.children.first?.content.isEmpty ?? false)

        let long = "<item><group>" + String(repeating: "g", count: 262_144) + "</group></item>"
        #expect(Self.error(opening + long) == .tooLarge(.stanza))
        let pushed = "<iq type='set'><query xmlns='jabber:iq:roster'>"
        #expect(Self.error(pushed + items) == .tooLarge(.stanza))
    }

    @Test("a contact list without an end comes to one")
    func rosterItems() {
        let reading = StreamReading.inside("<iq type='result'><query xmlns='jabber:iq:roster'>")
        let thousand = String(repeating: "<item/>", count: 1000)
        var thousands = 0
        while reading.outcome == .readAll, thousands < 300 {
            reading.read(thousand)
            thousands += 1
        }
        #expect(reading.error == .tooLarge(.listItems))
        #expect(thousands == 201)
    }

    @Test("a contact list of too many bytes comes to an end")
    func listSize() {
        let reading = StreamReading.inside("<iq type='result'><query xmlns='jabber:iq:roster'>")
        let group = String(repeating: "g", count: 250_000)
        let item = Array("<item><group>\(group)</group></item>".utf8)
        var count = 0
        while reading.outcome == .readAll, count < 400 {
            reading.read(item)
            count += 1
        }
        #expect(reading.error == .tooLarge(.list))
    }

    @Test("a block list may be far longer than a stanza, one address of it may not")
    func blockList() {
        let opening = "<iq type='result'><blocklist xmlns='urn:xmpp:blocking'>"
        let items = (0..<20_000).map { "<item jid='spammer\($0)@else.test'/>" }.joined()
        let reading = StreamReading.inside(opening + items + "</blocklist></iq>")
        #expect(reading.outcome == .readAll)
        #expect(reading.blockedItems.count == 20_000)
        #expect(reading.blockedItems.first == "spammer0@else.test")
        #expect(reading.elements.first?.children.first?.content.isEmpty ?? false)
        let long = "<item jid='" + String(repeating: "g", count: 262_144) + "'/>"
        #expect(Self.error(opening + long) == .tooLarge(.stanza))
    }
}

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

    @Test("a stanza may have 256 KiB and not a byte more", arguments: ["message", "presence", "iq"])
    func stanza(name: String) {
        let tags = "<\(name)><b></b></\(name)>".utf8.count
        for (size, error) in [(262_144, nil), (262_145, XMLStreamError.tooLarge(.stanza))] {
            let stanza = "<\(name)><b>" + String(repeating: "x", count: size - tags) + "</b></\(name)>"
            #expect(Self.error(stanza) == error)
        }
    }

    @Test("a stanza without an end is given up at its limit, not kept")
    func endless() {
        let reading = StreamReading.inside("<message><body>")
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
    func endlessTag(start: String) {
        let text = start + String(repeating: "x", count: 300_000)
        #expect(Self.error(text) == .tooLarge(.stanza))
        #expect(StreamReading.whole(text).error == .tooLarge(.stanza))
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
        #expect(Self.error("<presence>" + Self.nested(32) + "</presence>") == .tooLarge(.depth))
    }

    @Test("the shape of a message, which anybody may send, cannot end the session")
    func messages() {
        let many = (0..<65).map { " a\($0)=''" }.joined()
        let declared = (0..<65).map { " xmlns:n\($0)='urn:x'" }.joined()
        for inner in [
            Self.nested(200), "<b\(many)/>", "<b\(declared)/>", String(repeating: "<b/>", count: 20_000),
        ] {
            let reading = StreamReading.inside("<message from='eve@else.test'>\(inner)</message>")
            #expect(reading.outcome == .readAll)
            #expect(reading.elements.map(\.name) == ["message"])
            #expect(reading.elements.first?.children.isEmpty == true)
        }
        #expect(Self.error("<message/>" + Self.nested(33)) == .tooLarge(.depth))
    }

    @Test("64 attributes are read, 65 are not")
    func attributes() {
        for (count, error) in [(64, nil), (65, XMLStreamError.tooLarge(.attributes))] {
            let attributes = (0..<count).map { " a\($0)=''" }.joined()
            #expect(Self.error("<message\(attributes)/>") == error)
            #expect(Self.error("<presence\(attributes)/>") == error)
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
        #expect(Self.error("<presence><\(name)n/></presence>") == .tooLarge(.name))
        #expect(Self.error("<a xmlns='\(name)u'/>") == .tooLarge(.name))
    }

    @Test("a stanza may have 16,384 elements")
    func elements() {
        let children = String(repeating: "<b/>", count: 16_383)
        #expect(Self.error("<a>\(children)</a>") == nil)
        #expect(Self.error("<a>\(children)<b/></a>") == .tooLarge(.elements))
    }

    @Test("names that are ever different come to an end, wherever they stand")
    func vocabulary() {
        for template in ["<*/>", "<a *=''/>", "<presence><*/></presence>", "<presence *=''/>"] {
            let reading = StreamReading.inside("")
            for number in 0..<5000 where reading.outcome == .readAll {
                reading.read(template.split(separator: "*").joined(separator: "n\(number)"))
            }
            #expect(reading.error == .tooLarge(.vocabulary), "\(template)")
        }
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
}

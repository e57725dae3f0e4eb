import Testing
import XMPPCore

/// What RFC 6120 section 11 forbids, and what XML itself forbids, ends the stream with its cause.
@Suite struct RestrictedXMLTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let error: XMLStreamError

        init(_ name: String, _ text: String, _ error: XMLStreamError) {
            self.name = name
            self.text = text
            self.error = error
        }

        var testDescription: String { name }
    }

    private static let opening = StreamReading.opening

    static let restricted = [
        Case("a document type before the stream", "<!DOCTYPE x>" + opening, .restricted(.documentType)),
        Case("an entity declaration", "<!DOCTYPE x [<!ENTITY a 'b'>]>" + opening, .restricted(.documentType)),
        Case(
            "entities that multiply",
            "<!DOCTYPE x [<!ENTITY a 'bbbb'><!ENTITY c '&a;&a;&a;'>]>" + opening + "<a>&c;</a>",
            .restricted(.documentType)),
        Case(
            "an external entity", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + opening,
            .restricted(.documentType)),
        Case("a comment before the stream", "<!-- x -->" + opening, .restricted(.comment)),
        Case("a comment between stanzas", opening + "<!-- x -->", .restricted(.comment)),
        Case("a comment inside a stanza", opening + "<message><!-- x --></message>", .restricted(.comment)),
        Case("a comment inside presence", opening + "<presence><!----></presence>", .restricted(.comment)),
        Case(
            "an instruction before the stream", "<?php x?>" + opening, .restricted(.processingInstruction)),
        Case("an instruction in a stanza", opening + "<a><?x y?></a>", .restricted(.processingInstruction)),
        Case("an unknown entity in text", opening + "<a>&nbsp;</a>", .restricted(.entityReference)),
        Case("an unknown entity in an attribute", opening + "<a b='&c;'/>", .restricted(.entityReference)),
        Case("text between stanzas", opening + "x", .strayText),
        Case("text between stanzas by reference", opening + "&#120;", .strayText),
        Case("CDATA between stanzas", opening + "<![CDATA[x]]>", .strayText),
        Case("XML 1.1", "<?xml version='1.1'?>" + opening, .unsupportedDeclaration("XML 1.1")),
        Case(
            "another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?>" + opening,
            .unsupportedDeclaration("ISO-8859-1")),
        Case(
            "UTF-16 by name", "<?xml version='1.0' encoding='UTF-16'?>" + opening,
            .unsupportedDeclaration("UTF-16")),
        Case("another document", "<html>", .notAStream("html")),
        Case("a stream in no namespace", "<stream xmlns='jabber:client'>", .notAStream("stream")),
        Case("a first level stanza alone", "<presence xmlns='jabber:client'/>", .notAStream("presence")),
    ]

    @Test("XML that XMPP does without ends the stream with its cause", arguments: restricted)
    func restrictions(example: Case) {
        #expect(StreamReading.whole(example.text).error == example.error)
    }

    @Test("the cause is the same when the bytes come one by one", arguments: restricted)
    func restrictionsByteByByte(example: Case) {
        let reading = StreamReading()
        for byte in Array(example.text.utf8) { reading.read([byte]) }
        #expect(reading.error == example.error)
    }

    static let broken: [(String, [UInt8])] = [
        ("crossed tags", bytes("<a><b></a></b>")),
        ("an attribute twice", bytes("<a b='1' b='2'/>")),
        ("one attribute by two prefixes", bytes("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>")),
        ("an attribute without quotes", bytes("<a b=c/>")),
        ("an unbound prefix", bytes("<p:a/>")),
        ("a reserved prefix bound anew", bytes("<a xmlns:xml='urn:x'/>")),
        ("a namespace with the parser's own separator", bytes("<a xmlns='u&#10;v'/>")),
        ("a less-than in an attribute", bytes("<a b='<'/>")),
        ("a bare ampersand", bytes("<a>& </a>")),
        ("a reference to a control character", bytes("<a>&#1;</a>")),
        ("a reference to zero", bytes("<a>&#0;</a>")),
        ("a reference to half a surrogate pair", bytes("<a>&#xD800;</a>")),
        ("a reference beyond Unicode", bytes("<a>&#x110000;</a>")),
        ("a control character", bytes("<a>\u{1}</a>")),
        ("a zero byte", [0x3C, 0x61, 0x3E, 0x00]),
        ("an overlong slash", [0x3C, 0x61, 0x3E, 0xC0, 0xAF, 0x3C]),
        ("an overlong three-byte form", [0x3C, 0x61, 0x3E, 0xE0, 0x80, 0xAF, 0x3C]),
        ("half a surrogate pair in UTF-8", [0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80, 0x3C]),
        ("beyond Unicode in UTF-8", [0x3C, 0x61, 0x3E, 0xF4, 0x90, 0x80, 0x80, 0x3C]),
        ("U+FFFF", [0x3C, 0x61, 0x3E, 0xEF, 0xBF, 0xBF, 0x3C]),
        ("a continuation byte alone", [0x3C, 0x61, 0x3E, 0x80, 0x3C]),
        ("Latin-1", [0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F]),
        ("a tag name that begins with a digit", bytes("<1/>")),
        ("the end of a section in text", bytes("<a>]]></a>")),
        ("a second XML declaration", bytes("<?xml version='1.0'?>")),
        ("a closing tag too many", bytes("</a>")),
    ]

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("what is not well-formed ends the stream", arguments: broken)
    func notWellFormed(name: String, bytes: [UInt8]) throws {
        let reading = StreamReading()
        reading.read(StreamReading.opening)
        reading.read(bytes)
        guard case .notWellFormed(let cause)? = reading.error else {
            Issue.record("\(name): \(reading.outcome)")
            return
        }
        #expect(!cause.isEmpty)
        #expect(reading.elements.isEmpty)
    }

    @Test("a byte order mark, or anything else before the first tag, is refused")
    func byteOrderMark() {
        let reading = StreamReading()
        reading.read([0xEF])
        #expect(reading.error == .notWellFormed("bytes before the first tag"))
    }

    @Test("after an error nothing is read")
    func errorsStay() {
        let reading = StreamReading.inside("<!-- -->")
        reading.read("<message/>")
        #expect(reading.error == .restricted(.comment))
        #expect(reading.elements.isEmpty)
    }

    @Test("the XML that XMPP does have is read")
    func allowed() {
        let reading = StreamReading.whole(
            "<?xml version='1.0' encoding='utf-8'?>\n" + StreamReading.opening
                + " \r\n\t<a b=\"&lt;&#233;\">x&amp;<![CDATA[<y>]]>&quot;&apos;&gt;</a>")
        #expect(reading.outcome == .readAll)
        #expect(reading.elements.first?.text == "x&<y>\"'>")
        #expect(reading.elements.first?["b"] == "<é")
    }
}

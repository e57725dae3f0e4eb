import Testing
import XMPPCore

@Suite struct XMLWritingTests {
    @Test(
        "outgoing text is escaped, and what XML cannot say is left out",
        arguments: [
            ("plain", "plain"), ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&apos;"), ("]]>", "]]&gt;"),
            ("a\tb\nc\rd", "a&#9;b&#10;c&#13;d"), ("\r\n", "&#13;&#10;"), ("a\u{0}b\u{1}c\u{1F}", "abc"),
            ("\u{1B}[31mred", "[31mred"), ("\u{FFFE}x\u{FFFF}", "x"), ("é 家 👩‍👩‍👧", "é 家 👩‍👩‍👧"),
            ("</stream:stream>", "&lt;/stream:stream&gt;"), ("", ""), ("\u{7F}\u{85}", "\u{7F}\u{85}"),
        ])
    func escaping(text: String, expected: String) {
        #expect(Array(XMLText.escaped(text).utf8) == Array(expected.utf8))
    }

    @Test("what is written is read again as it was")
    func roundTrip() throws {
        var element = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": "set", "to": "a'b\"<&>\t\r\n"],
            children: [
                XMLElement("query", namespace: "urn:x", children: [XMLElement("deep", namespace: "urn:x")]),
                XMLElement("back", namespace: XMLNamespace.client, text: "x\ry & z"),
                XMLElement(
                    "features", namespace: XMLNamespace.streams,
                    children: [
                        XMLElement("inner", namespace: XMLNamespace.client)
                    ]),
            ])
        element.attributes.append(XMLAttribute("lang", namespace: XMLNamespace.xml, value: "de"))
        element.attributes.append(XMLAttribute("odd", namespace: "urn:y", value: "1"))
        element.content.append(.text("between"))
        element.set("absent", nil)
        let reading = StreamReading()
        reading.read(StreamReading.opening)
        reading.read(element.serialized())
        #expect(reading.elements == [element])
    }

    @Test("an element in the stream's namespace carries the stream's prefix")
    func streamPrefix() {
        let error = XMLElement(
            "error", namespace: XMLNamespace.streams,
            children: [XMLElement("conflict", namespace: XMLNamespace.streamErrors)])
        #expect(
            String(decoding: error.serialized(), as: UTF8.self)
                == "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>")
    }
}

import Testing
import XMPPCore

@Suite struct XMLStreamTests {
    @Test("the opening tag is told with its attributes and its namespace")
    func header() throws {
        let reading = StreamReading.whole(
            "<s:stream xmlns:s='http://etherx.jabber.org/streams' xmlns='jabber:client' from='porch.test' "
                + "to='alice@porch.test' id='1' version='1.0' xml:lang='de'>")
        guard case .opened(let header)? = reading.items.first else {
            Issue.record("no opening tag")
            return
        }
        #expect(
            [header.from, header.to, header.id, header.version, header.language]
                == ["porch.test", "alice@porch.test", "1", "1.0", "de"])
        #expect(header.namespace == "jabber:client")
    }

    struct PresenceCase: Sendable {
        let inner: String
        let kind: PresenceStanza.Kind
        var show = XMPPShow.available
        var status = ""
        var priority: Int8 = 0
    }

    static let presences = [
        PresenceCase(inner: "<presence from='a@b/c'/>", kind: .available),
        PresenceCase(inner: "<presence from='a@b/c' type='unavailable'/>", kind: .unavailable),
        PresenceCase(inner: "<presence from='a@b/c' type='error'/>", kind: .error),
        PresenceCase(inner: "<presence from='a@b/c' type='subscribe'/>", kind: .subscription(.subscribe)),
        PresenceCase(inner: "<presence from='a@b/c' type='probe'/>", kind: .subscription(.probe)),
        PresenceCase(inner: "<presence from='a@b/c' type='available'/>", kind: .unknown),
        PresenceCase(
            inner:
                "<presence from='a@b/c'><show>dnd</show><status>a &lt; b</status><priority>-5</priority></presence>",
            kind: .available, show: .dnd, status: "a < b", priority: -5),
        PresenceCase(
            inner: "<presence from='a@b/c'><show>xa</show><show>away</show></presence>", kind: .available,
            show: .xa),
        PresenceCase(inner: "<presence from='a@b/c'><show>here</show></presence>", kind: .available),
        PresenceCase(
            inner: "<presence from='a@b/c'><x xmlns='u'><status>no</status><show>dnd</show></x></presence>",
            kind: .available),
        PresenceCase(
            inner: "<presence from='a@b/c'><status xmlns='u'>no</status></presence>", kind: .available),
        PresenceCase(
            inner: "<presence from='a@b/c'><status>a<b xmlns='u'>no</b>c</status></presence>",
            kind: .available,
            status: "ac"),
        PresenceCase(inner: "<presence from='a@b/c'><priority>128</priority></presence>", kind: .available),
        PresenceCase(inner: "<presence from='a@b/c'><priority>+5</priority></presence>", kind: .available),
        PresenceCase(
            inner: "<presence from='a@b/c'><priority>99999999999999999999</priority></presence>",
            kind: .available),
        PresenceCase(
            inner: "<presence from='a@b/c'><priority>127</priority></presence>", kind: .available,
            priority: 127),
    ]

    @Test("presence is read without a tree", arguments: presences)
    func presence(example: PresenceCase) throws {
        let presence = try #require(StreamReading.inside(example.inner).presences.first)
        #expect(presence.from == Array("a@b/c".utf8))
        #expect(presence.kind == example.kind)
        #expect(presence.show == example.show)
        #expect(String(decoding: presence.status, as: UTF8.self) == example.status)
        #expect(presence.priority == example.priority)
    }

    @Test("nothing of one presence is left in the next")
    func presenceStartsAnew() throws {
        let reading = StreamReading.inside(
            "<presence from='a@b/c' type='error'><show>xa</show><status>s</status><priority>1</priority></presence>"
                + "<presence/>")
        let second = try #require(reading.presences.last)
        #expect(second.from.isEmpty && second.status.isEmpty && second.priority == 0)
        #expect(second.kind == .available && second.show == .available)
    }

    @Test("status text is cut between characters at 1,024 bytes")
    func longStatus() throws {
        let status = "x" + String(repeating: "é", count: 600)
        let presence = try #require(
            StreamReading.inside("<presence><status>\(status)</status></presence>").presences.first)
        #expect(presence.status.count == 1023)
        #expect(String(validating: presence.status, as: UTF8.self) != nil)
    }

    @Test("an address longer than one can be is no sender")
    func longSender() throws {
        let from = String(repeating: "a", count: 3072)
        let presence = try #require(StreamReading.inside("<presence from='\(from)'/>").presences.first)
        #expect(presence.from.isEmpty)
    }

    @Test("the entries of a contact list come before their stanza, which comes without them")
    func rosterItems() throws {
        let reading = StreamReading.inside(
            "<iq type='result' id='1'><query xmlns='jabber:iq:roster' ver='7'>"
                + "<item jid='bob@porch.test' name='Bob &amp; Co' subscription='both' ask='subscribe'>"
                + "<group>A</group><group/><group>B</group></item>"
                + "<item jid='carol@porch.test' subscription='odd'/></query></iq>")
        #expect(
            reading.rosterItems == [
                RosterItem(
                    address: "bob@porch.test", name: "Bob & Co", groups: ["A", "B"], subscription: .both,
                    isAsking: true),
                RosterItem(
                    address: "carol@porch.test", name: "", groups: [], subscription: .none, isAsking: false),
            ])
        let query = try #require(reading.elements.first?.child("query", XMLNamespace.roster))
        #expect(query["ver"] == "7" && query.content.isEmpty)
    }

    @Test("items elsewhere are ordinary elements")
    func otherItems() {
        let reading = StreamReading.inside(
            "<message><query xmlns='jabber:iq:roster'><item/></query></message>"
                + "<iq><query xmlns='u'><item xmlns='jabber:iq:roster'/></query></iq>"
                + "<iq><x><query xmlns='jabber:iq:roster'><item/></query></x></iq>")
        #expect(reading.rosterItems.isEmpty)
        #expect(reading.elements.count == 3)
    }

    @Test("the closing tag ends the stream, and what follows is no part of it")
    func closed() {
        let reading = StreamReading.inside("</stream:stream><!-- not read --><garbage")
        #expect(reading.outcome == .closed)
        guard case .closed? = reading.items.last else {
            Issue.record("not closed")
            return
        }
        reading.read("<<<")
        #expect(reading.outcome == .closed)
    }

    @Test(
        "reading stops where it is told to, and the rest is counted",
        arguments: ["", " ", "<b/>", "\u{FEFF}x"])
    func stopped(rest: String) {
        for element in ["<proceed/>", "<proceed></proceed>"] {
            let reading = StreamReading()
            reading.read(StreamReading.opening)
            reading.read(Array((element + rest).utf8), stopAtElement: true)
            #expect(reading.outcome == .stopped(unread: rest.utf8.count))
            #expect(reading.elements.count == 1)
        }
    }

    @Test("the rest is counted over the portions of a long read")
    func stoppedEarly() {
        let reading = StreamReading()
        let rest = String(repeating: " ", count: 100_000)
        reading.read(Array((StreamReading.opening + "<a/>" + rest).utf8), stopAtElement: true)
        #expect(reading.outcome == .stopped(unread: 100_000))
    }

    @Test("a closing tag split anywhere over two reads is read", arguments: 1..<16)
    func splitClosingTag(place: Int) {
        let tag = Array("</stream:stream>".utf8)
        let reading = StreamReading.inside("")
        reading.read(Array(tag[..<place]))
        #expect(reading.outcome == .readAll)
        reading.read(Array(tag[place...]))
        #expect(reading.outcome == .closed)
    }

    @Test("names are compared as bytes, not by what they look like")
    func bytesCount() throws {
        let element = try #require(StreamReading.inside("<\u{212A}/><a \u{212A}='1'/>").elements.first)
        #expect(!element.matches("K", XMLNamespace.client))
        #expect(StreamReading.inside("<a \u{212A}='1'/>").elements.first?["K"] == nil)
    }
}

import Testing

@testable import IRCCore

/// The grammar of a line. The cases cover the classes of the public parser-tests collection.
@Suite struct IRCMessageTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let line: String
        var tags: [String: String] = [:]
        var source: String?
        let verb: IRCVerb
        var params: [String] = []

        var testDescription: String { line }
    }

    static let cases: [Case] = [
        // Verb and parameters.
        Case(line: "WAVE", verb: .word("WAVE")),
        Case(line: "wave one two three", verb: .word("WAVE"), params: ["one", "two", "three"]),
        Case(line: "WAVE ", verb: .word("WAVE")),
        Case(line: "WAVE one  ", verb: .word("WAVE"), params: ["one"]),
        Case(line: "WAVE   one    two", verb: .word("WAVE"), params: ["one", "two"]),
        Case(line: "001 alice", verb: .numeric(1), params: ["alice"]),
        Case(line: "999", verb: .numeric(999)),
        // The last parameter.
        Case(line: "WAVE one :two three", verb: .word("WAVE"), params: ["one", "two three"]),
        Case(line: "WAVE one :", verb: .word("WAVE"), params: ["one", ""]),
        Case(line: "WAVE :", verb: .word("WAVE"), params: [""]),
        Case(line: "WAVE one ::two", verb: .word("WAVE"), params: ["one", ":two"]),
        Case(line: "WAVE one :  two  three ", verb: .word("WAVE"), params: ["one", "  two  three "]),
        Case(line: "WAVE one :   ", verb: .word("WAVE"), params: ["one", "   "]),
        Case(line: "WAVE one :two :) ", verb: .word("WAVE"), params: ["one", "two :) "]),
        Case(line: "WAVE one:two three", verb: .word("WAVE"), params: ["one:two", "three"]),
        Case(line: ":s JOIN :#porch", source: "s", verb: .word("JOIN"), params: ["#porch"]),
        Case(line: ":s JOIN #porch", source: "s", verb: .word("JOIN"), params: ["#porch"]),
        Case(line: ":s MODE #porch :+i", source: "s", verb: .word("MODE"), params: ["#porch", "+i"]),
        Case(
            line: ":s MODE #porch +oo a :b", source: "s", verb: .word("MODE"),
            params: ["#porch", "+oo", "a", "b"]),
        // Source.
        Case(line: ":bob AWAY", source: "bob", verb: .word("AWAY")),
        Case(line: ":bob AWAY ", source: "bob", verb: .word("AWAY")),
        Case(line: ":bob  AWAY :gone", source: "bob", verb: .word("AWAY"), params: ["gone"]),
        Case(line: ":bo\tb WAVE o\tne", source: "bo\tb", verb: .word("WAVE"), params: ["o\tne"]),
        Case(
            line: ":bob!~b@ho\u{3}5st\u{2}.\u{f}example WAVE a :b c",
            source: "bob!~b@ho\u{3}5st\u{2}.\u{f}example",
            verb: .word("WAVE"), params: ["a", "b c"]),
        Case(
            line: ":irc.example 432  #porch :Bad nick: no", source: "irc.example", verb: .numeric(432),
            params: ["#porch", "Bad nick: no"]),
        // Tags.
        Case(line: "@a=b WAVE", tags: ["a": "b"], verb: .word("WAVE")),
        Case(
            line: "@a=b;c=32;k;rt=x WAVE", tags: ["a": "b", "c": "32", "k": "", "rt": "x"],
            verb: .word("WAVE")),
        Case(
            line: "@k;h=;a=b :s WAVE x", tags: ["k": "", "h": "", "a": "b"], source: "s", verb: .word("WAVE"),
            params: ["x"]),
        Case(line: "@a=1;b=2;a=3 WAVE", tags: ["a": "3", "b": "2"], verb: .word("WAVE")),
        Case(line: "@a=1;example/a=2 WAVE", tags: ["a": "1", "example/a": "2"], verb: .word("WAVE")),
        Case(line: "@a=b=c WAVE", tags: ["a": "b=c"], verb: .word("WAVE")),
        Case(line: "@a;;=x;b WAVE", tags: ["a": "", "b": ""], verb: .word("WAVE")),
        Case(line: "@ WAVE", verb: .word("WAVE")),
        Case(line: "@a=b   :s  WAVE", tags: ["a": "b"], source: "s", verb: .word("WAVE")),
        // Escapes in tags, each read by itself.
        Case(line: #"@a=\:\s\\\r\n WAVE"#, tags: ["a": "; \\\r\n"], verb: .word("WAVE")),
        Case(line: #"@a=x\\y\nz WAVE"#, tags: ["a": "x\\y\nz"], verb: .word("WAVE")),
        Case(line: #"@a=x\\ny WAVE"#, tags: ["a": "x\\ny"], verb: .word("WAVE")),
        Case(line: #"@a=\\\\\:\\s\s\r\n WAVE"#, tags: ["a": "\\\\;\\s \r\n"], verb: .word("WAVE")),
        Case(line: #"@a=x\1 WAVE"#, tags: ["a": "x1"], verb: .word("WAVE")),
        Case(line: #"@a=x\ WAVE"#, tags: ["a": "x"], verb: .word("WAVE")),
    ]

    @Test("a line is taken apart", arguments: cases)
    func takenApart(expected: Case) throws {
        let message = try #require(IRCMessage(Array(expected.line.utf8)))
        #expect(message.verb == expected.verb)
        #expect(message.params == expected.params.map { Array($0.utf8) })
        #expect(message.source == expected.source.map { IRCSource(Array($0.utf8)) })
        #expect(message.tags.count == expected.tags.count)
        for (name, value) in expected.tags { #expect(message.tags[name] == Array(value.utf8)) }
    }

    @Test(
        "what has no verb of letters or of three digits is no message",
        arguments: [
            "", " ", ":", ":s", ":s ", "@a", "@a ", "@a :s", "@a :s ", "1", "12", "1234", "12a", "W4VE",
            "WÄVE", "+1 x",
            "-12", "٣٣٣", ":s :WAVE", "WA\u{212A}E",
        ])
    func noMessage(line: String) {
        #expect(IRCMessage(Array(line.utf8)) == nil)
    }

    @Test("a message of only parameters is bounded by the line alone")
    func manyParameters() throws {
        let message = try #require(IRCMessage(Array(("W" + String(repeating: " x", count: 254)).utf8)))
        #expect(message.params.count == 254)
        #expect(message.param(254) == nil)
        #expect(message.param(-1) == nil)
    }
}

@Suite struct IRCSourceTests {
    @Test(
        "a source is split into nick, user and host",
        arguments: [
            ("bob!b@192.0.2.7", "bob", "b", "192.0.2.7"), ("bob!~b@localhost", "bob", "~b", "localhost"),
            ("bob@192.0.2.7", "bob", nil, "192.0.2.7"), ("bob!b", "bob", "b", nil), ("bob", "bob", nil, nil),
            ("irc.example", "irc.example", nil, nil), ("", "", nil, nil), ("!", "", "", nil),
            ("@", "", nil, ""),
            ("bob!b@ho\u{3}35st.\u{3}admin", "bob", "b", "ho\u{3}35st.\u{3}admin"),
            ("bob!~b@h\u{2}o\u{3}05s\u{f}t", "bob", "~b", "h\u{2}o\u{3}05s\u{f}t"),
            ("a@b!c", "a", nil, "b!c"), ("a!b@c@d", "a", "b", "c@d"),
        ] as [(String, String, String?, String?)])
    func parts(text: String, nick: String, user: String?, host: String?) {
        let source = IRCSource(Array(text.utf8))
        #expect(source.nick == Array(nick.utf8))
        #expect(source.user == user.map { Array($0.utf8) })
        #expect(source.host == host.map { Array($0.utf8) })
    }

    /// Servers give hosts that are no host names (cloaks, services); a client that checked them would miss people.
    @Test(
        "any host is taken as it comes",
        arguments: [
            "irc.example.com", "irc-srv.example", "iRC.ExAmPle", "1.example", "xn--bcher-kva.example",
            "-a-.example",
            "_irc._tcp.example", "irc", "", "user/alice", "bücher.example",
        ])
    func anyHost(host: String) {
        #expect(IRCSource(Array("bob!b@\(host)".utf8)).host == Array(host.utf8))
    }
}

@Suite struct IRCTextTests {
    @Test(
        "colours and controls are left out of what a person reads",
        arguments: [
            ("plain", "plain"), ("a\u{2}b\u{f}c\u{1d}d\u{1f}e\u{16}f", "abcdef"), ("\u{3}4red", "red"),
            ("\u{3}04,12both", "both"), ("\u{3}045", "5"), ("\u{3},5", ",5"), ("\u{3}4,x", ",x"),
            ("\u{3}", ""),
            ("\u{4}FF0000red", "red"), ("\u{4}FF0000,00ff00x", "x"), ("a\tb", "a b"),
            ("\u{1}ACTION x\u{1}", "ACTION x"),
            ("a\u{7f}b\u{1b}[2J", "ab[2J"), ("", ""),
        ])
    func readable(text: String, expected: String) {
        #expect(IRCText.readable(Array(text.utf8)) == expected)
    }

    @Test("what is no UTF-8 is repaired")
    func repaired() {
        #expect(IRCText.readable([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    }
}

@Suite struct CaseMappingTests {
    @Test(
        "which nicks are the same",
        arguments: [
            ("Bob", "bOB", true, true, true), ("a[b]", "A{B}", false, true, true),
            (#"a\"#, "A|", false, true, true),
            ("a^", "a~", false, true, false), ("a", "b", false, false, false),
            ("a@", "a`", false, false, false),
            ("É", "é", false, false, false), ("e\u{301}", "\u{e9}", false, false, false),
            ("1", "\u{11}", false, false, false),
            ("_", "\u{7f}", false, false, false),
        ])
    func same(left: String, right: String, ascii: Bool, rfc1459: Bool, strict: Bool) {
        for (mapping, expected) in [
            (CaseMapping.ascii, ascii), (.rfc1459, rfc1459), (.strictRFC1459, strict),
        ] {
            #expect((mapping.folded(left.utf8) == mapping.folded(right.utf8)) == expected, "\(mapping)")
        }
    }

    @Test(
        "the names of mappings",
        arguments: [
            ("ascii", CaseMapping.ascii), ("rfc1459", .rfc1459), ("RFC1459", .rfc1459),
            ("rfc1459-strict", .strictRFC1459),
            ("strict-rfc1459", .strictRFC1459), ("rfc7613", .ascii), ("", .ascii),
        ])
    func names(name: String, mapping: CaseMapping) {
        #expect(CaseMapping(name: name.utf8) == mapping)
    }
}

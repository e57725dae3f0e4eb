import Testing
import XMPPCore

@Suite struct JIDTests {
    static let valid: [(String, String)] = [
        ("alice@porch.test", "alice@porch.test"),
        ("Alice@PORCH.test/Home", "alice@porch.test/Home"),
        ("porch.test", "porch.test"),
        ("porch.test/x", "porch.test/x"),
        ("porch.test.", "porch.test"),
        ("a@b/c@d/e", "a@b/c@d/e"),
        ("b/c@d", "b/c@d"),
        ("alice@porch.test/with space", "alice@porch.test/with space"),
        ("a.b-c_d+e@porch.test", "a.b-c_d+e@porch.test"),
        ("Élan@porch.test", "élan@porch.test"),
        ("E\u{301}lan@porch.test", "\u{E9}lan@porch.test"),
        ("STRASSE@porch.test", "strasse@porch.test"),
        ("\u{212A}elvin@porch.test", "kelvin@porch.test"),
        ("bob@BÜCHER.example", "bob@bücher.example"),
        ("bob@\u{FF50}\u{FF4F}rch.test", "bob@porch.test"),
        ("bob@[::1]", "bob@[::1]"),
        ("bob@127.0.0.1", "bob@127.0.0.1"),
        ("alice@porch.test/\u{2460}", "alice@porch.test/1"),
    ]

    @Test("an address is prepared, so that equal ones are equal bytes", arguments: valid)
    func prepared(text: String, expected: String) throws {
        let address = try #require(JID(text))
        #expect(address.utf8 == Array(expected.utf8))
        #expect(Array(address.description.utf8) == Array(expected.utf8))
        // Preparing twice changes nothing.
        #expect(JID(address.description) == address)
    }

    static let invalid = [
        "", "@", "/", "@porch.test", "alice@", "alice@/home", "alice@porch.test/", "/home", "a b@porch.test",
        "a\"b@porch.test", "a&b@porch.test", "a'b@porch.test", "a:b@porch.test", "a<b@porch.test",
        "a>b@porch.test",
        "a@b@porch.test", "a\u{0}@porch.test", "a\n@porch.test", "a\u{7F}@porch.test", "a@porch test",
        "a@.test",
        "a@porch..test", "a@.", "a@porch.test/\u{0}", "a@porch.test/\n", "a\u{A0}b@porch.test",
        "a\u{202E}b@porch.test",
        "a@b\u{2100}c", "a@[::1", "a@[x]", "a@::1", "a@b:5222", "a\u{FF20}b@porch.test", "a@b\u{FF0F}c",
    ]

    @Test("what is no address is refused", arguments: invalid)
    func refused(text: String) {
        #expect(JID(text) == nil)
    }

    @Test("each part may have 1,023 bytes and not one more")
    func limits() {
        let most = String(repeating: "a", count: 1023)
        #expect(JID("\(most)@\(most)/\(most)")?.utf8.count == 3071)
        #expect(JID("\(most)a@b") == nil)
        #expect(JID("a@\(most)a") == nil)
        #expect(JID("a@b/\(most)a") == nil)
        // A character that grows when it is prepared.
        #expect(JID("a@b/" + String(repeating: "\u{FDFA}", count: 300)) == nil)
    }

    @Test("the parts are told, and the bare address is without its resource")
    func parts() throws {
        let address = try #require(JID("Alice@Porch.test/Home"))
        #expect([address.local, address.domain, address.resource] == ["alice", "porch.test", "Home"])
        #expect(!address.isBare)
        #expect(address.bare == JID("alice@porch.test"))
        #expect(address.bare.isBare && address.bare.resource.isEmpty)
        #expect(address.bare.with(resource: "Home") == address)
        #expect(address.bare.with(resource: "") == nil)
        let server = try #require(JID("porch.test/x"))
        #expect(server.local.isEmpty && server.domain == "porch.test" && server.resource == "x")
        #expect(server.bare == JID("porch.test"))
    }

    @Test("addresses that only look equal are not")
    func lookalikes() {
        #expect(JID("\u{430}lice@porch.test") != JID("alice@porch.test"))
        #expect(JID("alice@porch.test/a") != JID("alice@porch.test/A"))
        #expect(JID("a@b/c") != JID("b/a@c"))
    }

    @Test("the short way for ASCII judges as the library does", arguments: UInt8(1)...127)
    func asciiAgrees(byte: UInt8) {
        let character = String(UnicodeScalar(byte))
        // A letter that is not ASCII sends the part through the library.
        guard character != "@", character != "/" else { return }
        let short = JID("x\(character)y@porch.test")
        let long = JID("x\(character)é@porch.test")
        #expect(
            short?.local.utf8.dropLast(1).elementsEqual(long?.local.utf8.dropLast(2) ?? "".utf8.dropLast(2))
                ?? (long == nil))
        #expect((JID("b/x\(character)y") == nil) == (JID("b/x\(character)é") == nil))
    }
}

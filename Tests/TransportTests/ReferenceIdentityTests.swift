import Testing

@testable import Transport

@Suite struct ReferenceIdentityTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let asked: String
        let presented: [CertificateName]
        let matches: Bool
        var testDescription: String { "\(asked) by \(presented)" }

        init(_ asked: String, _ presented: CertificateName..., is matches: Bool) {
            self.asked = asked
            self.presented = presented
            self.matches = matches
        }
    }

    private static func dns(_ text: String) -> CertificateName { .dns(Array(text.utf8)) }
    private static func service(_ text: String) -> CertificateName { .service(Array(text.utf8)) }

    static let rows: [Row] = [
        Row("example.org", dns("example.org"), is: true),
        Row("Example.ORG", dns("eXample.orG"), is: true),
        Row("example.org.", dns("example.org"), is: true),
        Row("localhost", dns("localhost"), is: true),
        Row("example.org", dns("evil.example"), dns("example.org"), is: true),
        Row("bücher.example", dns("xn--bcher-kva.example"), is: true),
        Row("xn--bcher-kva.example", dns("XN--bcher-kva.example"), is: true),
        Row("bücher.example", dns("bücher.example"), is: false),
        Row("example.org", dns("evil.example"), is: false),
        Row("example.org", dns("xexample.org"), is: false),
        Row("example.org", dns("example.org.evil.example"), is: false),
        Row("example.org", dns("example.org\u{0}.evil.example"), is: false),
        Row("example.org", dns("example.org\u{0}"), is: false),
        Row("example.org", dns("example.org."), is: false),
        Row("example.org", dns(" example.org"), is: false),
        Row("example.org", dns(""), is: false),
        Row("example.org", dns("xmpp.example.org"), is: false),
        Row("chat.example.org", dns("*.example.org"), is: true),
        Row("chat.example.org", dns("*.EXAMPLE.org"), is: true),
        Row("xn--bcher-kva.example.org", dns("*.example.org"), is: true),
        Row("example.org", dns("*.example.org"), is: false),
        Row("a.chat.example.org", dns("*.example.org"), is: false),
        Row("chat.example.org", dns("ch*.example.org"), is: false),
        Row("chat.example.org", dns("*t.example.org"), is: false),
        Row("chat.example.org", dns("chat.*.org"), is: false),
        Row("chat.example.org", dns("*.*.org"), is: false),
        Row("chat.example.org", dns("**.example.org"), is: false),
        Row("example.org", dns("*.org"), is: false),
        Row("example.org", dns("*"), is: false),
        Row("chat.example.org", dns("*.example.org\u{0}"), is: false),
        Row("example.org", service("_xmpp-client.example.org"), is: true),
        Row("example.org", service("_XMPP-Client.Example.org"), is: true),
        Row("bücher.example", service("_xmpp-client.xn--bcher-kva.example"), is: true),
        Row("example.org", service("_xmpp-server.example.org"), is: false),
        Row("example.org", service("_xmpp-client.evil.example"), is: false),
        Row("example.org", service("xmpp-client.example.org"), is: false),
        Row("example.org", service("example.org"), is: false),
        Row("chat.example.org", service("_xmpp-client.*.example.org"), is: false),
        Row("chat.example.org", service("*.example.org"), is: false),
        Row("example.org", .address([127, 0, 0, 1]), is: false),
        Row("127.0.0.1", .address([127, 0, 0, 1]), is: true),
        Row("127.0.0.1", .address([127, 0, 0, 2]), is: false),
        Row("127.0.0.1", dns("127.0.0.1"), is: false),
        Row("::1", .address(Array(repeating: 0, count: 15) + [1]), is: true),
        Row("example.org", .other, is: false),
        Row("example.org", is: false),
    ]

    @Test("a certificate's name is, or is not, the one asked for", arguments: rows)
    func judges(_ row: Row) throws {
        let identity = try #require(TLSClientSettings(serverName: row.asked).identity)
        #expect(identity.isNamed(in: row.presented) == row.matches)
    }

    @Test(
        "what can be no server's name is no identity",
        arguments: [
            "", ".", "a..b", "exam ple.org", "*.example.org", "a\u{0}b.example", "exa\nmple.org", "a/b",
        ])
    func refusesNames(_ name: String) {
        #expect(TLSClientSettings(serverName: name).identity == nil)
    }

    @Test("a name in a certificate cannot steer the terminal from a sentence")
    func printsSafely() {
        let hostile = CertificateName.dns(Array("a\u{1B}[2Jb\u{202E}c".utf8))
        let failure = CertificateFault.wrongName(asked: "example.org", found: [hostile.description])
        #expect(failure.description.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }
}

import Testing

@testable import Transport

@Suite struct HostPortTests {
    struct Readable: Sendable {
        let text: String
        let host: String
        let port: UInt16
    }

    @Test(
        "a place is read and written alike",
        arguments: [
            Readable(text: "127.0.0.1:5222", host: "127.0.0.1", port: 5222),
            Readable(text: "[::1]:5222", host: "::1", port: 5222),
            Readable(text: "xmpp.example.org:1", host: "xmpp.example.org", port: 1),
            Readable(text: "bücher.example:65535", host: "bücher.example", port: 65535),
        ])
    func reads(_ row: Readable) {
        let place = HostPort(row.text)
        #expect(place == HostPort(host: row.host, port: row.port))
        #expect(place?.description == row.text)
    }

    @Test(
        "what is no place is refused",
        arguments: [
            "", ":", "host", "host:", ":5222", "host:0", "host:65536", "host:99999", "host:123456", "host:+5",
            "host:-1", "host: 5", "host:5 ", "host:0x50", "host:٣", "::1:5222", "[::1]", "[]:5", "[host]:5",
            "[127.0.0.1]:5", "[::1:5222", "::1]:5222", "a b:5", "a\u{0}b:5", "a\n:5", "user@host:5",
            "http://host:5",
        ])
    func refuses(_ text: String) {
        #expect(HostPort(text) == nil)
    }

    @Test(
        "only this computer is loopback",
        arguments: [
            ("127.0.0.1", true), ("127.255.0.9", true), ("::1", true), ("localhost", true),
            ("128.0.0.1", false),
            ("::2", false), ("127.0.0.1.example.org", false), ("localhost.example.org", false),
            ("127.1", false),
            ("10.0.0.1", false), ("", false), ("127.0.0.1\u{0}.example.org", false),
        ])
    func loopback(_ host: String, _ expected: Bool) {
        #expect(HostPort(host: host, port: 1).isLoopback == expected)
    }
}

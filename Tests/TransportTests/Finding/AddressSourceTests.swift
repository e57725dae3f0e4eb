import Testing

@testable import Transport

/// Which hosts need a name server.
struct AddressSourceTests {
    private static func these(_ text: String...) -> AddressSource {
        .known(text.compactMap { LiteralAddress($0) }.map { SocketAddress($0, port: 5222) })
    }

    @Test(
        "addresses and this machine's own names are known, and no name server hears of them",
        arguments: [
            ("127.0.0.1", these("127.0.0.1")), ("::1", these("::1")), ("2001:db8::7", these("2001:db8::7")),
            ("localhost", these("::1", "127.0.0.1")), ("localhost.", these("::1", "127.0.0.1")),
            ("LOCALHOST", these("::1", "127.0.0.1")), ("xmpp.localhost", these("::1", "127.0.0.1")),
        ] as [(String, AddressSource)])
    func known(host: String, source: AddressSource) {
        #expect(AddressSource(HostPort(host: host, port: 5222)) == source)
    }

    @Test(
        "other names are asked for, international ones in their A-labels",
        arguments: [
            ("example.org", "example.org"), ("Example.ORG.", "example.org"), ("notlocalhost", "notlocalhost"),
            ("localhost.example", "localhost.example"), ("bücher.example", "xn--bcher-kva.example"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ])
    func names(host: String, name: String) {
        #expect(AddressSource(HostPort(host: host, port: 5222)) == .name(name))
    }

    @Test(
        "what is neither is asked for nowhere",
        arguments: [
            "", "a..b", "two words", "nul\0byte", "-.\u{0}.example", "fe80::1%no-such-interface", "fe80::1%",
            "127.0.0.1%lo", String(repeating: "a", count: 64) + ".example",
            String(repeating: "a.", count: 130) + "example",
        ])
    func unusable(host: String) {
        #expect(AddressSource(HostPort(host: host, port: 5222)) == .unusable)
    }

    @Test("an address that holds on one interface only carries it")
    func scoped() throws {
        let address = try #require(LiteralAddress("fe80::1"))
        let expected = AddressSource.known([SocketAddress(address, port: 5222, scope: 1)])
        #expect(AddressSource(HostPort(host: "fe80::1%1", port: 5222)) == expected)
        #expect(AddressSource(HostPort(host: "fe80::1%lo", port: 5222)) == expected)
    }
}

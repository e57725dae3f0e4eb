import Glibc
import Testing

@testable import porchlight

@Suite("A secret is never printed")
struct SecretTests {
    private static let text = "TAGSECRET-hunter2"

    private static let ways: [(String, @Sendable (PasswordSource, Secret) -> String)] = [
        ("interpolation", { "\($1)" }),
        ("description", { String(describing: $1) }),
        ("debug description", { String(reflecting: $1) }),
        ("dump", { source, secret in dumped(secret) }),
        ("an enum that holds it", { source, _ in "\(source)" }),
        ("dump of an enum that holds it", { source, _ in dumped(source) }),
        ("mirror", { _, secret in Mirror(reflecting: secret).children.map { "\($0.value)" }.joined() }),
        ("array", { _, secret in "\([secret])" }),
        ("optional", { _, secret in "\(Optional(secret) as Any)" }),
    ]

    private static func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    @Test("in no way of turning a value into text", arguments: SecretTests.ways.indices)
    func neverPrinted(way: Int) {
        let secret = Secret(Self.text)
        let printed = Self.ways[way].1(.inFile(secret), secret)
        #expect(!printed.contains("TAGSECRET"), "by \(Self.ways[way].0)")
        #expect(!printed.contains("hunter"), "by \(Self.ways[way].0)")
    }

    @Test("and says in its place that it is one")
    func saysSo() {
        #expect("\(Secret(Self.text))" == "(secret)")
        #expect(String(reflecting: Secret(Self.text)) == "(secret)")
    }

    @Test("a configuration with a password in it prints without it")
    func configuration() throws {
        let text =
            "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = \"\(Self.text)\"\n"
        let configuration = try ConfigurationDocument.parse(Array(text.utf8), file: "config.toml")
        #expect(configuration.accounts.first?.password == .inFile(Secret(Self.text)))
        #expect(!Self.dumped(configuration).contains("TAGSECRET"))
        #expect(!"\(configuration)".contains("TAGSECRET"))
    }

    @Test("it gives its text to who signs in")
    func givesText() {
        #expect(Secret(Self.text).text == Self.text)
        #expect(Secret(utf8: Array("p\u{e4}ss".utf8))?.text == "p\u{e4}ss")
        #expect(Secret("").isEmpty)
    }

    @Test("two are equal by their bytes, not by what they look like")
    func equality() {
        #expect(Secret("abc") == Secret("abc"))
        #expect(Secret("abc") != Secret("abd"))
        #expect(Secret("\u{e9}") != Secret("e\u{301}"))
    }

    @Test("bytes that are no text make no secret")
    func notText() {
        #expect(Secret(utf8: [0xff, 0xfe]) == nil)
    }

    @Test("it is in memory as long as somebody holds it, and nowhere when nobody does")
    func overwritten() async {
        await #expect(processExitsWith: .success) {
            // Memory that is given back is used again from its beginning.
            let plain = (0..<3000).map { _ in UInt8(ascii: "x") } + OwnMemory.needle
            var secret = Secret(utf8: plain.enumerated().lazy.map { $0 < 3000 ? $1 : $1 ^ OwnMemory.veil })
            guard secret != nil, OwnMemory.holdsNeedle() else { exit(1) }
            secret = nil
            exit(OwnMemory.holdsNeedle() ? 2 : 0)
        }
    }

    @Test("nor does the command that printed it leave it behind")
    func commandOverwritten() async {
        await #expect(processExitsWith: .success) { @MainActor in
            // The shell makes the text of two halves, so that it is not in our arguments.
            let script = "printf 'TAGSECRET%s' -in-memory-3"
            var secret = try? await PasswordCommand().run(["sh", "-c", script])
            guard secret != nil, OwnMemory.holdsNeedle() else { exit(1) }
            secret = nil
            exit(OwnMemory.holdsNeedle() ? 2 : 0)
        }
    }
}

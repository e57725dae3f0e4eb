import Glibc
import SASL
import Storytelling
import Testing

@testable import porchlight

@Suite("A password from the configuration or a command")
struct SecretTests {
    private static let text = "TAGSECRET-hunter2"

    private static func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    @Test("is not printed with what holds it")
    func neverPrinted() {
        let source = PasswordSource.inFile(Secret(Self.text))
        for printed in ["\(source)", String(reflecting: source), Self.dumped(source)] {
            #expect(!printed.contains("TAGSECRET"))
            #expect(!printed.contains("hunter"))
        }
    }

    @Test("is not printed with the whole configuration")
    func configuration() throws {
        let text =
            "[accounts.home]\nservice = \"xmpp\"\naddress = \"a@b.example\"\npassword = \"\(Self.text)\"\n"
        let configuration = try ConfigurationDocument.parse(Array(text.utf8), file: "config.toml")
        #expect(configuration.accounts.first?.password == .inFile(Secret(Self.text)))
        #expect(!Self.dumped(configuration).contains("TAGSECRET"))
        #expect(!"\(configuration)".contains("TAGSECRET"))
    }

    @Test("is nowhere in memory once nobody holds it, though a command printed it")
    func commandOverwritten() async {
        await #expect(processExitsWith: .success) { @MainActor in
            // The shell makes the text of two halves, so that it is not in our arguments. Zeros before it: memory
            // that is given back is used again from its beginning.
            let script = "printf '%03000dTAGSECRET%s' 0 -in-memory-3"
            var secret = try? await PasswordCommand().run(["sh", "-c", script])
            guard secret != nil, OwnMemory.holdsNeedle() else { exit(1) }
            secret = nil
            exit(OwnMemory.holdsNeedle() ? 2 : 0)
        }
    }
}

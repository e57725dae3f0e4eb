import Storytelling
import Testing

@testable import porchlight

@Suite("A damaged configuration is told line by line")
struct DamagedConfigurationTests {
    private func lines(_ text: String) -> [String] {
        do throws(ConfigurationErrors) {
            _ = try ConfigurationDocument.parse(Array(text.utf8), file: "$")
            return []
        } catch {
            return error.errors.map(\.description)
        }
    }

    @Test("text that is no TOML", arguments: damagedSyntax)
    func syntax(damaged: Damaged) {
        #expect(lines(damaged.text) == damaged.lines)
    }

    @Test("mistakes at which the library would end the program", arguments: obstacles)
    func obstacle(damaged: Damaged) {
        #expect(lines(damaged.text) == damaged.lines)
    }

    @Test("a date alone, or with its time, is no mistake in the text")
    func dates() {
        for date in [
            "2026-11-24", "2026-11-24 # x", "2026-11-24 ", "2026-11-24T10:00:00", "2026-11-24 10:00:00Z",
        ] {
            #expect(lines("x = \(date)\n") == ["$:1:1: x: unknown key"])
            #expect(lines("x = [\(date)\n]\n") == ["$:1:1: x: unknown key"])
        }
    }

    @Test("texts damaged in many places at random are told, and never crash", .matrix(24))
    func randomDamage() {
        var random = SeededRandom(seed: 20_261_124)
        let good = Array(
            """
            primary = "a"
            [accounts.home]
            x."y z" = {a = 1, b.c = [1, 2.5e3, 0x1f]}
            d = 1979-05-27T07:32:00.5Z
            s = \"\"\"
            a\\
              b\\u00e9\"\"\"
            l = '''
            q'''
            [[t.u]]
            k = [ # c
             "v", ]
            """.utf8)
        let alphabet = Array("[]{}.,=\"'\\#\n\r\t _-+abxe019:uUtf\u{e9}\u{2028}\u{1}\u{7f}".utf8) + [0xff]
        for _ in 0..<3000 {
            var text = Bool.random(using: &random) ? good : []
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                guard let byte = alphabet.randomElement(using: &random) else { return }
                let place = Int.random(in: 0...text.count, using: &random)
                if place < text.count, Bool.random(using: &random) {
                    text[place] = byte
                } else {
                    text.insert(byte, at: place)
                }
            }
            _ = try? ConfigurationDocument.parse(text, file: "$")
        }
    }

    @Test("values that are not what they should be", arguments: damagedValues)
    func values(damaged: Damaged) {
        #expect(lines(damaged.text) == damaged.lines)
    }

    @Test("keys that are unknown or missing", arguments: damagedKeys)
    func keys(damaged: Damaged) {
        #expect(lines(damaged.text) == damaged.lines)
    }

    @Test("bytes that are no text", .matrix(24))
    func bytes() throws {
        for bytes: [UInt8] in [[0xff], [0x61, 0x00], Array("a = '".utf8) + [0xc3, 0x28]] {
            let errors = try #require(throws: ConfigurationErrors.self) {
                try ConfigurationDocument.parse(Array("# fine\n".utf8) + bytes, file: "$")
            }
            #expect(
                errors.description
                    == "$:2:1: found bytes that are no text, expected UTF-8 without NUL characters")
        }
    }

    @Test("a password never gets into a message", arguments: textsWithSecrets)
    func noPassword(text: String) {
        let told = lines(text)
        #expect(!told.isEmpty)
        for line in told {
            #expect(
                !line.contains("TAGSECRET") && !line.contains("7654321") && !line.contains("tagsec"),
                "\(line)")
        }
    }

    @Test("no text of the file can steer the terminal")
    func controls() {
        let told = lines("\"a\\u001b[2J\\u202e\" = 1\n[accounts.home]\nservice = \"\\u001b]0;x\\u0007\"\n")
        #expect(told.count == 2)
        for line in told {
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7f}" && $0 != "\u{202e}" })
        }
    }

    @Test("a long value is cut")
    func longValue() {
        let told = lines(damagedAccount + "tls = \"\(String(repeating: "x", count: 5000))\"\n")
        #expect(told.count == 1)
        #expect(told.allSatisfy { $0.utf8.count < 250 })
    }

    @Test("every cut and every changed byte of a good file is read or told, and never crashes", .matrix(24))
    func everyDamage() {
        let good = Array(
            (damagedAccount
                + "password_command = [\"a\", 'b']\ntls = '''direct'''\n[keys]\n\"o\\u0041\".b = {c=1}\n")
                .utf8)
        for index in good.indices {
            _ = try? ConfigurationDocument.parse(Array(good[..<index]), file: "$")
            for byte: UInt8 in [0, 0x22, 0x27, 0x2e, 0x5b, 0x5c, 0x5d, 0x7b, 0x80, 0xff] {
                var bad = good
                bad[index] = byte
                _ = try? ConfigurationDocument.parse(bad, file: "$")
            }
        }
    }
}

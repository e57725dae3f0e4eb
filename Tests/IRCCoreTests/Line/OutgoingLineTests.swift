import Storytelling
import Testing

@testable import IRCCore

@Suite struct OutgoingLineTests {
    private static func line(_ command: OutgoingLine.Command, _ middle: [String] = [], _ text: String? = nil)
        -> String?
    {
        OutgoingLine(command, middle.map { Array($0.utf8) }, text: text.map { Array($0.utf8) })
            .map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test("parts are joined so that they are read as the same parts")
    func joined() throws {
        let cases: [([String], String?)] = [
            ([], nil), (["a"], nil), (["a", "b", "c"], nil), (["a", "b"], "c"), (["a"], "b c"), (["a"], ""),
            (["a"], ":b"), (["a"], "  b c "), (["a"], "  "), (["a"], "b :) "), (["a\tb"], "c"), ([], "x"),
            (["a:b"], nil),
        ]
        for (middle, text) in cases {
            let line = try #require(
                OutgoingLine(.quit, middle.map { Array($0.utf8) }, text: text.map { Array($0.utf8) }))
            let message = try #require(IRCMessage(Array(line.bytes.dropLast(2))))
            #expect(message.verb == .word("QUIT"))
            #expect(message.params == (middle + (text.map { [$0] } ?? [])).map { Array($0.utf8) })
            #expect(line.bytes.suffix(2) == [0x0D, 0x0A])
        }
        #expect(Self.line(.away, [], "at lunch") == "AWAY :at lunch\r\n")
        #expect(Self.line(.capabilities, ["LS", "302"]) == "CAP LS 302\r\n")
    }

    @Test(
        "what is no word is refused in the middle",
        arguments: ["", ":a", "a b", " a", "a ", "a\rb", "a\nb", "a\r\nQUIT", "a\0", "\u{1}a", ":", " "])
    func noWord(word: String) {
        #expect(Self.line(.nick, [word]) == nil)
        #expect(Self.line(.user, ["x", word, "*"], "text") == nil)
    }

    @Test(
        "an end of line in a text is a space",
        arguments: [
            ("a\r\nQUIT :b", "a  QUIT :b"), ("a\nb", "a b"), ("a\rb", "a b"), ("a\0b", "a b"),
            ("\u{1}PING\u{1}", " PING "),
            ("\r\n", "  "),
        ])
    func harmless(text: String, expected: String) {
        #expect(Self.line(.away, [], text) == "AWAY :\(expected)\r\n")
    }

    @Test("a text that is too long is cut between scalars", arguments: ["x", "é", "€", "😀"])
    func cut(scalar: String) throws {
        let text = String(repeating: scalar, count: 600)
        for shift in 0..<4 {
            let line = try #require(Self.line(.away, [], String(repeating: "-", count: shift) + text))
            #expect(line.utf8.count <= 512)
            #expect(line.utf8.count > 512 - scalar.utf8.count)
            #expect(!line.unicodeScalars.contains("\u{FFFD}"))
        }
    }

    @Test("words that are too long together are refused")
    func tooLong() {
        #expect(Self.line(.nick, [String(repeating: "x", count: 505)])?.utf8.count == 512)
        #expect(Self.line(.nick, [String(repeating: "x", count: 506)]) == nil)
        #expect(Self.line(.nick, [String(repeating: "x", count: 504)], "text") == nil)
    }

    @Test("no bytes whatever make two lines, a NUL, or more than 512 bytes")
    func randomBytes() async throws {
        var random = SeededRandom(seed: 0x6972_63)
        let spice: [UInt8] = [0x0D, 0x0A, 0x00, 0x20, 0x3A, 0x01, 0xC3, 0xA9, 0xF0, 0x9F]
        for round in 0..<20_000 {
            // Stories wait for a turn of this thread meanwhile.
            if round.isMultiple(of: 64) { await Task.yield() }
            let command = try #require(OutgoingLine.Command.allCases.randomElement(using: &random))
            let middle = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                random.bytes(upTo: 40, spice: spice, oneIn: 20)
            }
            let text = Bool.random(using: &random) ? random.bytes(upTo: 700, spice: spice, oneIn: 3) : nil
            guard let line = OutgoingLine(command, middle, text: text) else { continue }
            try #require(line.bytes.count <= 512)
            try #require(line.bytes.suffix(2) == [0x0D, 0x0A])
            try #require(line.bytes.dropLast(2).allSatisfy { $0 != 0x0D && $0 != 0x0A && $0 != 0x00 })
            let message = try #require(IRCMessage(Array(line.bytes.dropLast(2))))
            try #require(message.verb == .word(command.rawValue))
            try #require(message.params.count == middle.count + (text == nil ? 0 : 1))
        }
    }
}

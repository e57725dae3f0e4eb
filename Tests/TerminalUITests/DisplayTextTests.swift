import Testing

@testable import TerminalUI

/// Text from outside, what is shown of it, and the columns that it takes.
private let shown: [(String, String, Int)] = [
    ("Bob", "Bob", 3),
    ("", "", 0),
    ("J\u{f6}rg", "J\u{f6}rg", 4),
    ("e\u{301}", "e\u{301}", 1),
    // Controls
    ("a\u{1b}[31mb", "a\u{fffd}[31mb", 7),
    ("a\r\nb", "a  b", 4),
    ("a\tb", "a b", 3),
    ("a\u{0}b\u{7f}c", "a\u{fffd}b\u{fffd}c", 5),
    ("a\u{9b}31mb", "a\u{fffd}31mb", 6),
    ("a\u{2028}b\u{2029}c\u{85}d", "a b c d", 7),
    // Directions
    ("a\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}b", "ab", 2),
    ("a\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}b", "ab", 2),
    // Invisible
    ("a\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}b", "ab", 2),
    ("a\u{e0041}\u{e007f}b", "ab", 2),
    ("a\u{115f}\u{1160}\u{3164}\u{ffa0}\u{34f}b", "ab", 2),
    // Not characters, or not for every terminal
    ("a\u{e000}\u{fffe}\u{10ffff}\u{378}b", "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}b", 6),
    // Of Unicode 15: terminals do not agree yet how wide it is
    ("a\u{1fae8}b", "a\u{fffd}b", 3),
    // Wide
    ("\u{4e2d}\u{6587}", "\u{4e2d}\u{6587}", 4),
    ("\u{ff21}", "\u{ff21}", 2),
    ("\u{ac00}", "\u{ac00}", 2),
    ("\u{1112}\u{1161}\u{11ab}", "\u{1112}\u{1161}\u{11ab}", 2),
    ("a\u{3000}b", "a b", 3),
    ("\u{f7}\u{3b1}", "\u{f7}\u{3b1}", 2),
    // Emoji
    ("\u{1f600}", "\u{1f600}", 2),
    ("\u{2764}\u{fe0f}", "\u{2764}", 1),
    ("\u{1f44d}\u{1f3fd}", "\u{1f44d}", 2),
    ("\u{1f3fd}!", "\u{fffd}!", 2),
    ("\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", "\u{1f468}\u{1f469}\u{1f467}", 6),
    ("\u{1f1e9}\u{1f1ea}", "DE", 2),
    ("1\u{fe0f}\u{20e3}", "1\u{20e3}", 1),
    // A mark with nothing to sit on
    ("\u{301}a", " \u{301}a", 2),
]

private let invisible: [String] = [
    " ", "   ", "\t\r\n", "\u{200b}", "\u{202e}", "\u{3164}", "\u{2800}\u{2800}", "\u{a0}\u{3000}",
    "\u{e0041}",
    "\u{1b}\u{0}", "\u{e000}", "\u{fffd}", "\u{200d}\u{fe0f}", "\u{feff} \u{2060}",
]

@Suite struct DisplayTextTests {
    @Test("outside text keeps what can be shown and knows its width", arguments: shown)
    func shows(outside: String, expected: String, width: Int) {
        let text = DisplayText(outside)
        #expect(Array(text.string.unicodeScalars) == Array(expected.unicodeScalars))
        #expect(text.width == width)
        #expect(text.cells.reduce(0) { $0 + $1.width } == width)
        #expect(text.cells.map(\.text).joined().unicodeScalars.elementsEqual(text.string.unicodeScalars))
    }

    @Test("text of which nothing would be seen is empty", arguments: invisible)
    func isEmptyWhenInvisible(outside: String) {
        #expect(DisplayText(outside).isEmpty)
    }

    @Test("no scalar at all can bring a control, a direction or a tag to the screen")
    func nothingPasses() {
        var wrong: [UInt32] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = DisplayText("x" + String(Character(scalar)) + "x")
            for out in text.string.unicodeScalars where isForbidden(out) { wrong.append(value) }
            if text.width != text.cells.reduce(0, { $0 + $1.width }) { wrong.append(value) }
        }
        #expect(wrong.isEmpty)
    }

    private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFE00...0xFE0F, 0xE000...0xF8FF, 0xE0000...0x10FFFF:
            true
        default: false
        }
    }

    @Test("a flood of marks is cut to eight a cell")
    func limitsMarks() {
        let text = DisplayText("a" + String(repeating: "\u{301}", count: 10_000) + "b")
        #expect(text.width == 2)
        #expect(text.string.unicodeScalars.count == 2 + DisplayText.maximumMarks)
        #expect(text.cells.allSatisfy { $0.text.unicodeScalars.count <= 32 })
    }

    @Test("an endless text is cut to a bounded number of cells", arguments: ["q", "\u{4e2d}"])
    func limitsLength(letter: String) {
        let text = DisplayText(String(repeating: letter, count: 100_000))
        #expect(text.cells.count == DisplayText.maximumCells + 1)
        #expect(text.string.hasSuffix("…"))
    }

    @Test(
        "a cut text ends within its columns",
        arguments: [
            ("Robert", 6, "Robert"), ("Robert", 5, "Robe…"), ("Robert", 1, "…"), ("Robert", 0, ""),
            ("\u{4e2d}\u{6587}\u{5b57}", 6, "\u{4e2d}\u{6587}\u{5b57}"),
            ("\u{4e2d}\u{6587}\u{5b57}", 5, "\u{4e2d}\u{6587}…"),
            ("\u{4e2d}\u{6587}\u{5b57}", 4, "\u{4e2d}…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("Robert", -3, ""),
        ])
    func truncates(outside: String, columns: Int, expected: String) {
        let text = DisplayText(outside).truncated(to: columns)
        #expect(text.string == expected)
        #expect(text.width <= max(0, columns))
    }

    @Test("words, display texts and numbers make a text")
    func interpolates() {
        let name = DisplayText("B\u{202e}ob")
        let text: DisplayText = "hello \(name), \(3) times"
        #expect(text.string == "hello Bob, 3 times")
        #expect(text.width == 18)
    }
}

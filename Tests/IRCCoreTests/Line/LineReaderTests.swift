import Testing

@testable import IRCCore

@Suite struct LineReaderTests {
    private static func read(_ pieces: [[UInt8]]) -> (lines: [String], refused: Int) {
        var reader = LineReader()
        let lines = pieces.flatMap { piece in piece.withUnsafeBytes { reader.lines(in: $0) } }
        return (lines.map { String(decoding: $0, as: UTF8.self) }, reader.refused)
    }

    private static func read(_ text: String) -> (lines: [String], refused: Int) {
        read([Array(text.utf8)])
    }

    @Test(
        "a line ends with CR, with LF or with both",
        arguments: [
            ("a\r\nb\r\n", ["a", "b"]), ("a\nb\n", ["a", "b"]), ("a\rb\r", ["a", "b"]),
            ("a\n\rb\r\n", ["a", "b"]),
            ("\r\n\r\na\r\n\n\r", ["a"]), ("a\r\nb", ["a"]), ("\r\n", []), ("", []), (" \r\n", [" "]),
        ])
    func ends(text: String, lines: [String]) {
        #expect(Self.read(text).lines == lines)
        #expect(Self.read(text).refused == 0)
    }

    @Test("a text gives the same lines however it is cut")
    func everySplit() {
        let long = String(repeating: "x", count: 600)
        let text = Array("@a=b :c D e\r\n\(long)\r\nPING :1\n\0\r\nlast\r\n".utf8)
        let whole = Self.read([text])
        #expect(whole.lines == ["@a=b :c D e", "PING :1", "last"])
        #expect(whole.refused == 2)
        for place in text.indices {
            let split = Self.read([Array(text[..<place]), Array(text[place...])])
            #expect(split.lines == whole.lines && split.refused == whole.refused, "\(place)")
        }
        #expect(Self.read(text.map { [$0] }).lines == whole.lines)
    }

    @Test(
        "a message of 510 bytes is read, one of 511 is left out and counted", arguments: [510, 511, 100_000])
    func messageLimit(count: Int) {
        let line = String(repeating: "x", count: count)
        let (lines, refused) = Self.read(line + "\r\nnext\r\n")
        #expect(lines == (count <= 510 ? [line, "next"] : ["next"]))
        #expect(refused == (count <= 510 ? 0 : 1))
    }

    @Test("tags have 8191 bytes of their own, the space behind them included", arguments: [8191, 8192])
    func tagLimit(count: Int) {
        let message = String(repeating: "x", count: 510)
        let line = "@" + String(repeating: "t", count: count - 2) + " " + message
        let (lines, refused) = Self.read(line + "\r\nnext\r\n")
        #expect(lines == (count <= 8191 ? [line, "next"] : ["next"]))
        #expect(refused == (count <= 8191 ? 0 : 1))
        #expect(Self.read(line + "x\r\nnext\r\n").lines == ["next"])
    }

    @Test(
        "a line with a NUL anywhere is left out", arguments: ["\0", "a\0b", "@\0 A", ":s\0 A", "ERROR :\0"])
    func noNUL(line: String) {
        let (lines, refused) = Self.read(line + "\r\nnext\r\n")
        #expect(lines == ["next"])
        #expect(refused == 1)
    }

    @Test("a line without an end is not kept beyond its limit")
    func endless() {
        var reader = LineReader()
        let piece = [UInt8](repeating: 0x78, count: 4096)
        for _ in 0..<64 { #expect(piece.withUnsafeBytes { reader.lines(in: $0) }.isEmpty) }
        #expect(reader.refused == 1)
    }
}

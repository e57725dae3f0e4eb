import Testing

@testable import IRCCore

@Suite struct SASLTextTests {
    /// Lengths whose base 64 has 400 bytes exactly, or one piece more or less.
    @Test(
        "a message of any length travels in pieces of 400 bytes", arguments: [0, 1, 299, 300, 301, 600, 3000])
    func pieces(count: Int) throws {
        let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let pieces = AuthenticateText.pieces(of: message)
        #expect(pieces.allSatisfy { $0.count <= 400 && !$0.isEmpty })
        #expect(try #require(pieces.last).count < 400)
        var text = AuthenticateText()
        for piece in pieces.dropLast() { #expect(text.read(piece) == .incomplete) }
        #expect(text.read(try #require(pieces.last)) == .complete(message))
        #expect(text.read(Array("Zm9v".utf8)) == .complete(Array("foo".utf8)))
    }

    @Test("no message at all is a plus")
    func empty() {
        #expect(AuthenticateText.pieces(of: []) == [[0x2B]])
        var text = AuthenticateText()
        #expect(text.read([0x2B]) == .complete([]))
    }

    @Test("a message without an end is refused before it is large")
    func endless() {
        var text = AuthenticateText()
        let piece = [UInt8](repeating: 0x41, count: 400)
        let readings = (0..<41).map { _ in text.read(piece) }
        #expect(readings.firstIndex(of: .malformed) == 40)
    }

    @Test("a piece of more than 400 bytes is refused")
    func longPiece() {
        var text = AuthenticateText()
        #expect(text.read([UInt8](repeating: 0x41, count: 404)) == .malformed)
    }
}

@Suite struct ServerSupportTests {
    private static func monitor(_ tokens: String...) -> Int {
        var support = ServerSupport()
        for token in tokens { support.read(Array(token.utf8)) }
        return support.monitor.limit
    }

    @Test("how many nicks a server watches")
    func monitorLimit() {
        #expect(Self.monitor() == 0)
        #expect(Self.monitor("MONITOR=30") == 30)
        #expect(Self.monitor("MONITOR") == .max)
        #expect(Self.monitor("MONITOR=") == .max)
        #expect(Self.monitor("MONITOR=0") == 0)
        #expect(Self.monitor("MONITOR=-1") == 0)
        #expect(Self.monitor("MONITOR=99999999999999999999") == 0)
        #expect(Self.monitor("MONITOR=+5") == 0)
        #expect(Self.monitor("MONITOR=30", "-MONITOR") == 0)
        #expect(Self.monitor("MONITORS=30", "monitor=3") == 0)
    }
}

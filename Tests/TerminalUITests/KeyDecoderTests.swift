import Testing

@testable import TerminalUI

/// Bytes that a terminal sends, and the keys that a person pressed.
private let known: [(String, [Key])] = [
    ("a", [.text("a")]),
    ("o", [.text("o")]),
    ("\u{e9}", [.text("\u{e9}")]),
    ("\u{4e2d}q", [.text("\u{4e2d}"), .text("q")]),
    ("\u{1f600}", [.text("\u{1f600}")]),
    ("\r", [.enter]),
    ("\n", [.enter]),
    ("\t", [.tab]),
    ("\u{7f}", [.backspace]),
    ("\u{08}", [.backspace]),
    ("\u{0c}", [.control("l")]),
    ("\u{1a}", [.control("z")]),
    ("\u{1b}[A", [.up]),
    ("\u{1b}[B", [.down]),
    ("\u{1b}[C", [.right]),
    ("\u{1b}[D", [.left]),
    ("\u{1b}OA", [.up]),
    ("\u{1b}OH", [.home]),
    ("\u{1b}OF", [.end]),
    ("\u{1b}[H", [.home]),
    ("\u{1b}[F", [.end]),
    ("\u{1b}[1~", [.home]),
    ("\u{1b}[2~", [.named(.insert, [])]),
    ("\u{1b}[3~", [.delete]),
    ("\u{1b}[4~", [.end]),
    ("\u{1b}[5~", [.pageUp]),
    ("\u{1b}[6~", [.pageDown]),
    ("\u{1b}[Z", [.backTab]),
    ("\u{1b}[1;5A", [.named(.up, .control)]),
    ("\u{1b}[1;2D", [.named(.left, .shift)]),
    ("\u{1b}[3;5~", [.named(.delete, .control)]),
    ("\u{1b}[3$", [.named(.delete, .shift)]),
    ("\u{1b}[7^", [.named(.home, .control)]),
    ("\u{1b}[a", [.named(.up, .shift)]),
    ("\u{1b}Oa", [.named(.up, .control)]),
    ("\u{1b}O5A", [.named(.up, .control)]),
    ("\u{1b}\u{1b}[A", [.named(.up, .alt)]),
    ("\u{1b}OP", [.named(.function(1), [])]),
    ("\u{1b}[[A", [.named(.function(1), [])]),
    ("\u{1b}[24~", [.named(.function(12), [])]),
    ("\u{1b}OM", [.enter]),
    ("\u{1b}Oq", [.keypad("1")]),
    ("\u{1b}Oo", [.keypad("/")]),
    ("\u{1b}Oj", [.keypad("*")]),
    ("\u{1b}[Aj\u{1b}[Bk", [.up, .text("j"), .down, .text("k")]),
    ("\u{1b}[200~quo\u{1b}[201~", [.paste("quo")]),
    ("\u{1b}[200~q\u{1b}[20\u{1b}[Ao\r\u{1b}[201~q", [.paste("q\u{1b}[20\u{1b}[Ao\r"), .text("q")]),
    ("\u{1b}[200~\u{1b}\u{1b}[201~", [.paste("\u{1b}")]),
]

/// Bytes that are no key: they press nothing, whatever letters are in them.
private let unknown: [String] = [
    "\u{1b}o", "\u{1b}q", "\u{1b}i", "\u{1b}oq", "\u{1b}\u{1b}o", "\u{1b}[", "\u{1b}O", "\u{1b}[9",
    "\u{1b}[99x", "\u{1b}[?1;2cq", "\u{1b}[1;2;3;4Ao", "\u{1b}Oz", "\u{1b}OZo", "\u{1b}[111;5u", "\u{1b}[I",
    "\u{1b}[Moqi", "\u{1b}\u{e9}o", "\u{1b}[\ro", "\u{1b}[12345~q", "\u{1b}[200;1~quo", "\u{1b}[[Zq",
    "\u{1b}\u{1b}Oq",
]

private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.decode(Array(text.utf8)) + decoder.silencePassed()
}

@Suite struct KeyDecoderTests {
    @Test("known sequences are the keys that were pressed", arguments: known)
    func decodesKnown(bytes: String, expected: [Key]) {
        #expect(keys(bytes) == expected)
    }

    @Test("a key split over two reads at any byte is the same key", arguments: known)
    func decodesSplit(bytes: String, expected: [Key]) {
        let all = Array(bytes.utf8)
        for cut in 0...all.count {
            var decoder = KeyDecoder()
            let found = decoder.decode(all[..<cut]) + decoder.decode(all[cut...])
            #expect(found + decoder.silencePassed() == expected, "cut at \(cut)")
        }
    }

    @Test("keys read byte by byte are the same keys", arguments: known)
    func decodesByteByByte(bytes: String, expected: [Key]) {
        var decoder = KeyDecoder()
        #expect(bytes.utf8.flatMap { decoder.decode([$0]) } == expected)
    }

    @Test("what follows an Esc and is no known key presses nothing", arguments: unknown)
    func pressesNothing(bytes: String) {
        let found = keys(bytes)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0 == .unknown }, "\(found)")
        var decoder = KeyDecoder()
        let bySingleByte = bytes.utf8.flatMap { decoder.decode([$0]) } + decoder.silencePassed()
        #expect(bySingleByte.allSatisfy { $0 == .unknown }, "\(bySingleByte)")
    }

    @Test("an Esc is a key once nothing follows within its delay, and a letter after that is a letter")
    func loneEscape() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x1B]).isEmpty)
        #expect(decoder.awaitedSilence == .milliseconds(25))
        #expect(decoder.silencePassed() == [.escape])
        #expect(decoder.awaitedSilence == nil)
        #expect(decoder.decode(Array("o".utf8)) == [.text("o")])
    }

    @Test("after an unknown sequence letters act again once the delay has passed")
    func recovers() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(Array("\u{1b}oq".utf8)) == [.unknown])
        #expect(decoder.awaitedSilence == .milliseconds(25))
        #expect(decoder.silencePassed().isEmpty)
        #expect(decoder.decode(Array("q".utf8)) == [.text("q")])
    }

    @Test("a known key after an unknown sequence is found within the same read")
    func findsSequenceAfterUnknown() {
        #expect(keys("\u{1b}o\u{1b}[A") == [.unknown, .up])
    }

    @Test(
        "broken UTF-8 is no text",
        arguments: [[0xC3, 0x28], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xC2, 0x9B]])
    func refusesBrokenText(bytes: [UInt8]) {
        var decoder = KeyDecoder()
        let found = decoder.decode(bytes)
        #expect(!found.contains { if case .text(let scalar) = $0 { scalar.value >= 0x80 } else { false } })
    }

    @Test("a paste is not ended by the delay of an Esc, which it may contain")
    func pasteSurvivesDelay() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(Array("\u{1b}[200~qu\u{1b}".utf8)).isEmpty)
        #expect(decoder.awaitedSilence == .seconds(5))
        #expect(decoder.decode(Array("[201~".utf8)) == [.paste("qu")])
    }

    @Test("a paste whose end never comes gives the keyboard back after a long silence")
    func endlessPaste() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(Array("\u{1b}[200~quo".utf8)).isEmpty)
        #expect(decoder.silencePassed() == [.paste("quo")])
        #expect(decoder.awaitedSilence == nil)
        #expect(decoder.decode(Array("q".utf8)) == [.text("q")])
    }

    @Test("a paste without end takes bounded memory and still ends")
    func boundsPaste() {
        var decoder = KeyDecoder()
        _ = decoder.decode(Array("\u{1b}[200~".utf8))
        _ = decoder.decode(repeatElement(UInt8(ascii: "q"), count: 200_000))
        let found = decoder.decode(Array("\u{1b}[201~".utf8))
        #expect(found == [.paste(String(repeating: "q", count: KeyDecoder.maximumPaste))])
    }

    @Test("an endless sequence presses nothing")
    func boundsSequence() {
        #expect(keys("\u{1b}[" + String(repeating: "1", count: 10_000) + "q") == [.unknown])
    }
}

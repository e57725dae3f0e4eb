import Messenger
import Testing

@testable import Journal

@Suite("The journal's lines")
struct JournalFormatTests {
    private func read(_ line: [UInt8]) -> JournalFormat.Line { JournalFormat.read(line.dropLast()[...]) }

    @Test("a receipt can be read by people and by programs")
    func receipt() {
        let line = JournalFormat.line(
            record(
                signedOut(
                    .acknowledged(after: .milliseconds(4002), by: SignOutAnswer(.closingTag, passed: 3))),
                4002))
        let expected =
            "2026-11-24T12:03:11.124+01:00\tsigned-out\thome\talice@example.org\t"
            + "asked=2026-11-24T12:03:07.122+01:00\tsent=2026-11-24T12:03:07.123+01:00\tby=closing-tag\tafter=4002"
            + "\tpassed=3"
        #expect(String(decoding: line.dropLast(11), as: UTF8.self) == expected)
        #expect(line.suffix(11).starts(with: "\t~".utf8) && line.last == 0x0A)
    }

    @Test("the check sum is the usual one")
    func checksum() {
        #expect(String(decoding: Checksum.of("123456789".utf8), as: UTF8.self) == "cbf43926")
        #expect(String(decoding: Checksum.of([]), as: UTF8.self) == "00000000")
    }

    @Test("what was written is read back", arguments: everyHappening)
    func roundTrip(happening: JournalRecord.Happening) {
        #expect(read(JournalFormat.line(record(happening))) == .record(record(happening)))
    }

    @Test("a line torn at any byte is never misread", arguments: everyHappening)
    func torn(happening: JournalRecord.Happening) {
        let line = JournalFormat.line(record(happening)).dropLast()
        for length in 0..<line.count {
            #expect(JournalFormat.read(line.prefix(length)) == .torn)
            #expect(
                JournalFormat.read((line.prefix(length) + JournalFormat.torn.dropLast())[...]) == .completed)
        }
    }

    @Test("a line with any bit turned is never misread")
    func flipped() {
        let line = JournalFormat.line(record(everyHappening[4])).dropLast()
        for place in line.indices {
            for bit in 0..<8 {
                var other = line
                other[place] ^= 1 << UInt8(bit)
                switch JournalFormat.read(other) {
                case .torn, .completed, .damaged: break
                case .record, .unknown: Issue.record("byte \(place), bit \(bit)")
                }
            }
        }
    }

    @Test("whole lines of words, fields and endings that are not known are passed over, not called damaged")
    func unknown() {
        let begin = "2026-11-24T12:03:07.122+01:00\t"
        let asked = "\tasked=2026-11-24T12:03:07.122+01:00"
        let later = [
            begin + "moved\thome\ta", begin + "signed-out\thome\ta",
            begin + "signed-out\thome\ta\(asked)\tby=magic",
            begin + "signed-out\thome\ta\(asked)\tby=error\tafter=-1",
            begin + "signed-out\thome\ta\(asked)\tby=error\tafter=1\tpassed=x",
            begin + "signed-out\thome\ta\(asked)\tby=error", "tomorrow\tsign-in\thome\ta", "x", "",
            begin + "signed-out\thome\ta\(asked)\tby=limit\tafter=9999999999999999",
        ]
        for text in later {
            let line = Array(text.utf8) + Array("\t~".utf8) + Checksum.of(text.utf8)
            #expect(JournalFormat.read(line[...]) == .unknown, "\(text)")
        }
        let more = begin + "sign-in\thome\talice@example.org\tmood=good\tx"
        let line = Array(more.utf8) + Array("\t~".utf8) + Checksum.of(more.utf8)
        #expect(JournalFormat.read(line[...]) == .record(record(.signInBegan)))
    }

    @Test(
        "no text from outside ends a field or a line, or steers a terminal",
        arguments: [
            "a\tb", "a\nb", "a\r\nb\tsigned-out", "\u{1b}[2J", "\u{202e}x", "a\u{0}b",
            "\u{85}\u{2028}x\u{2029}",
            "x\t~00000000", String(repeating: "e\u{301}", count: 5000),
            String(repeating: "\u{1F600}", count: 5000),
        ])
    func outside(text: String) {
        let line = JournalFormat.line(
            JournalRecord(time: time(), service: text, address: text, happening: .sessionEnded(reason: text)))
        #expect(line.count < 4096)
        #expect(line.filter { $0 == 0x0A }.count == 1 && line.filter { $0 == 0x09 }.count == 5)
        let decoded = String(decoding: line, as: UTF8.self)
        #expect(
            !decoded.unicodeScalars.contains { ["\u{1b}", "\u{202e}", "\u{0}", "\r", "\u{85}"].contains($0) })
        guard case .record(let read) = read(line) else {
            Issue.record("not read back")
            return
        }
        #expect(JournalFormat.line(read) == line)
    }
}

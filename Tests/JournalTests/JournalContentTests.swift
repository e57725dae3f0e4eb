import Messenger
import Storytelling
import Testing

@testable import Journal

@Suite("The bytes of a journal")
struct JournalContentTests {
    private let lines = everyHappening.map { JournalFormat.line(record($0)) }
    private var bytes: [UInt8] { JournalFormat.header + lines.joined() }

    @Test("torn at any byte, they hold every record that was whole, and nothing else", .matrix(24))
    func torn() throws {
        let bytes = bytes
        var whole = 0
        var end = JournalFormat.header.count
        for length in JournalFormat.header.count...bytes.count {
            while whole < lines.count, end + lines[whole].count - 1 <= length {
                end += lines[whole].count
                whole += 1
            }
            let content = try JournalContent(Array(bytes.prefix(length)))
            #expect(content.records == everyHappening.prefix(whole).map { record($0) })
            #expect(content.damaged == 0)
            // What comes next stands in a line of its own.
            let next = bytes.prefix(length) + content.completion + lines[0]
            let continued = try JournalContent(Array(next))
            #expect(
                continued.records == everyHappening.prefix(whole).map { record($0) } + [record(.signInBegan)])
        }
    }

    @Test("a torn line that was completed later is passed over without a word; another mistake is counted")
    func counted() throws {
        let torn = Array(lines[1].prefix(30))
        let calm = try JournalContent(JournalFormat.header + torn + JournalFormat.torn + lines[0])
        #expect(calm.records == [record(.signInBegan)])
        let wrong = try JournalContent(JournalFormat.header + torn + [0x0A] + lines[0] + Array("\n".utf8))
        #expect(wrong.records == [record(.signInBegan)] && wrong.damaged == 2)
    }

    @Test(
        "what does not begin like a journal is none",
        arguments: [
            ("", .foreign), ("porchlight journal 1", .otherVersion),
            ("porchlight journal 2\n", .otherVersion),
            ("porchlight", .foreign), ("\0\0\0\0", .foreign), ("Porchlight journal 1\n", .foreign),
        ] as [(String, JournalContent.Mistake)])
    func header(text: String, mistake: JournalContent.Mistake) {
        #expect(throws: mistake) { try JournalContent(Array(text.utf8)) }
    }
}

/// A name server's answer (RFC 1035 section 4.1).
struct DNSReply {
    /// What came of the question.
    enum Code: UInt8 {
        case fine = 0
        case failure = 2
        case noSuchName = 3
        case refused = 5
    }

    var number: UInt16
    var code = Code.fine
    var isTruncated = false
    let questionBytes: [UInt8]
    /// The answers, each with its name; nil for the name that was asked for.
    var answers: [(name: String?, record: NameRecord)] = []

    init(to query: DNSQuery, _ code: Code = .fine) {
        number = query.number
        questionBytes = query.questionBytes
        self.code = code
    }

    /// The message; records that would make it longer than TCP allows are left out.
    var bytes: [UInt8] {
        var body: [UInt8] = []
        var count: UInt16 = 0
        for (name, record) in answers {
            // A pointer to the question's name (RFC 1035 section 4.1.4), which stands behind the header's 12 bytes.
            let owner = name.map { DNSName.bytes($0) } ?? [0xC0, 12]
            let content = record.content
            let entry =
                owner + record.type.networkBytes + [0, 1, 0, 0, 0, 60] + UInt16(content.count).networkBytes
                + content
            guard body.count + entry.count < 65_000 else { break }
            body += entry
            count += 1
        }
        let flags: [UInt8] = [isTruncated ? 0x83 : 0x81, 0x80 | code.rawValue]
        return number.networkBytes + flags + [0, 1] + count.networkBytes + [0, 0, 0, 0] + questionBytes + body
    }
}

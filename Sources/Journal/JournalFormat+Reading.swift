import Messenger

extension JournalFormat {
    /// What a line is.
    enum Line: Hashable {
        case record(JournalRecord)
        /// Whole, and of a kind that this version does not know.
        case unknown
        /// Not finished when it was written.
        case torn
        /// Not finished when it was written, and completed since.
        case completed
        /// Finished, and changed since.
        case damaged
    }

    /// Reads a line without its line end.
    static func read(_ line: ArraySlice<UInt8>) -> Line {
        if line.hasSuffix(torn.dropLast()) { return .completed }
        let sum = line.suffix(8)
        let before = line.dropLast(8)
        let tail = Array("\t~".utf8)
        guard before.hasSuffix(tail), sum.allSatisfy(isHexadecimal) else { return .torn }
        let body = before.dropLast(tail.count)
        guard Checksum.of(body).elementsEqual(sum), let text = String(validating: body, as: UTF8.self) else {
            return .damaged
        }
        return record(text).map { .record($0) } ?? .unknown
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }

    private static func record(_ text: String) -> JournalRecord? {
        let fields = text.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard fields.count >= 4, let time = JournalTime(written: fields[0]) else { return nil }
        let pairs = JournalFields(fields.dropFirst(4))
        guard let happening = happening(fields[1], pairs) else { return nil }
        return JournalRecord(
            time: time, service: String(fields[2]), address: String(fields[3]), happening: happening)
    }

    private static func happening(_ word: Substring, _ fields: JournalFields) -> JournalRecord.Happening? {
        switch word {
        case "sign-in": .signInBegan
        case "signed-in": fields.time("began").map { .signedIn(began: $0) }
        case "sign-in-failed":
            fields.time("began").map { .signInFailed(began: $0, reason: fields.text("why")) }
        case "session-ended": .sessionEnded(reason: fields.text("why"))
        case "signed-out": receipt(fields).map { .signedOut($0) }
        default: nil
        }
    }

    private static func receipt(_ fields: JournalFields) -> JournalRecord.Receipt? {
        guard let asked = fields.time("asked"), let ending = ending(fields) else { return nil }
        return JournalRecord.Receipt(asked: asked, sent: fields.time("sent"), ending: ending)
    }

    private static func ending(_ fields: JournalFields) -> SignOutEnding? {
        switch fields.text("by") {
        case "closed": .closedByServer
        case "lost": .connectionLost(reason: fields.text("why"))
        case "unsent": .couldNotSend(reason: fields.text("why"))
        case "not-waited-for": fields.duration("after").map { .abandoned(after: $0) }
        case "limit": fields.duration("after").map { .limitReached(after: $0) }
        case "cancelled": .cancelledBeforeSignIn
        case let word: answer(word, fields)
        }
    }

    private static func answer(_ word: String, _ fields: JournalFields) -> SignOutEnding? {
        guard let element = SignOutAnswer.Element.allCases.first(where: { $0.word == word }),
            let after = fields.duration("after"), let passed = fields.count("passed")
        else { return nil }
        return .acknowledged(after: after, by: SignOutAnswer(element, passed: passed))
    }
}

/// The fields of a line that have names.
private struct JournalFields {
    private let pairs: [(name: Substring, value: Substring)]

    init(_ fields: some Sequence<Substring>) {
        pairs = fields.compactMap { field in
            guard let sign = field.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            return (field[..<sign], field[field.utf8.index(after: sign)...])
        }
    }

    func text(_ name: Substring) -> String { value(name).map(String.init) ?? "" }

    func time(_ name: Substring) -> JournalTime? { value(name).flatMap { JournalTime(written: $0) } }

    /// Whole milliseconds.
    func duration(_ name: Substring) -> Duration? {
        value(name).flatMap(Self.number).map { .milliseconds($0) }
    }

    /// A number; 0 where there is no such field, nil where it is no number.
    func count(_ name: Substring) -> Int? {
        guard let value = value(name) else { return 0 }
        return Self.number(value).map { Int(clamping: $0) }
    }

    /// At most 15 digits.
    private static func number(_ value: Substring) -> Int64? {
        let digits = value.utf8
        guard (1...15).contains(digits.count) else { return nil }
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    private func value(_ name: Substring) -> Substring? {
        pairs.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ tail: some Collection<UInt8>) -> Bool {
        suffix(tail.count).elementsEqual(tail)
    }
}

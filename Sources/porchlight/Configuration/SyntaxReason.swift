/// The parser's reason for refusing a text, made fit to be shown.
///
/// The parser quotes what it met. Where that could be a piece of a password, which may stand anywhere while the
/// text is wrong, the quotation is left out; single characters and the names of keys help and are kept.
enum SyntaxReason {
    /// The reason for `error` in `text`, in one line.
    static func text(_ error: TOMLMistake, in text: String) -> String {
        let reason = Excerpt.of(error.reason, limit: 160)
        if isAboutPassword(line: error.position.line, of: text) { return withoutQuotations(reason) }
        // These two quote the name of a key.
        let quotesKey = ["cannot redefine", "cannot insert"].contains { mentions($0, in: reason) }
        return quotesKey ? reason : withoutLongQuotations(reason)
    }

    private static func isAboutPassword(line: Int, of text: String) -> Bool {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The parser counts from 1, and puts the end of the text on a line of its own.
        guard lines.indices.contains(line - 1) else { return true }
        return mentions("password", in: String(decoding: lines[line - 1], as: UTF8.self).lowercased())
    }

    /// Whether the word is somewhere in the text. The standard library's own search would bring its regular expressions
    /// into the program, 800 KiB of it.
    private static func mentions(_ word: String, in text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: word.utf8) }
    }

    /// `reason` with everything between its first and its last single quote left out.
    static func withoutQuotations(_ reason: String) -> String {
        let quote = UInt8(ascii: "'")
        guard let first = reason.utf8.firstIndex(of: quote), let last = reason.utf8.lastIndex(of: quote)
        else {
            return reason
        }
        return String(decoding: reason.utf8[...first], as: UTF8.self) + "..."
            + String(decoding: reason.utf8[last...], as: UTF8.self)
    }

    /// `reason` with every quotation of more than an escape's two characters left out.
    static func withoutLongQuotations(_ reason: String) -> String {
        let parts = reason.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
        return parts.enumerated()
            .map { number, part in number.isMultiple(of: 2) || part.count <= 2 ? String(part) : "..." }
            .joined(separator: "'")
    }
}

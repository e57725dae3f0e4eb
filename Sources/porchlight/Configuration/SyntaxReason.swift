import TOMLKit

/// The parser's reason for refusing a text, made fit to be shown.
enum SyntaxReason {
    /// The reason for `error` in `text`, in one line. On a line about a password nothing of the line is quoted.
    static func text(_ error: TOMLParseError, in text: String) -> String {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let line = error.source.begin.line
        guard lines.indices.contains(line - 1) else { return withoutQuotations(error.description) }
        let isSecret = String(decoding: lines[line - 1], as: UTF8.self).lowercased().contains("password")
        return isSecret ? withoutQuotations(error.description) : Excerpt.of(error.description, limit: 160)
    }

    /// `reason` with everything between its first and its last single quote left out.
    static func withoutQuotations(_ reason: String) -> String {
        let quote = UInt8(ascii: "'")
        guard let first = reason.utf8.firstIndex(of: quote), let last = reason.utf8.lastIndex(of: quote) else {
            return reason
        }
        let head = String(reason.utf8[...first]) ?? ""
        let tail = String(reason.utf8[last...]) ?? ""
        return head + "..." + tail
    }
}

import TerminalUI

/// Texts from outside, made fit for the journal: nothing that steers a terminal, nothing that ends a field or a line.
enum JournalText {
    /// The most scalars kept of one text.
    static let limit = 200

    /// The part of `text` that is kept.
    static func clean(_ text: String) -> String {
        let shown = DisplayText(text).string
        guard shown.unicodeScalars.count > limit else { return shown }
        return String(String.UnicodeScalarView(shown.unicodeScalars.prefix(limit))) + "…"
    }
}

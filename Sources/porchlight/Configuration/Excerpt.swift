/// The beginning of a text that is too long for a message.
enum Excerpt {
    /// `text`, cut to `limit` scalars.
    static func of(_ text: String, limit: Int) -> String {
        guard text.unicodeScalars.count > limit else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "..."
    }
}

/// A word as a shell reads it, for commands that a person is told to type.
enum ShellWord {
    /// `text` as one word.
    static func quoted(_ text: String) -> String {
        let plain = text.utf8.allSatisfy {
            KeyPath.isBare($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".")
        }
        guard !plain || text.isEmpty else { return text }
        // Inside single quotes nothing is special but the single quote itself.
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }
}

/// Names that tell nothing about us and that nobody can guess.
enum RandomName {
    /// A resource: told to every contact, so it must not be the host's name (RFC 6120 section 7.6).
    static var resource: String { hexadecimal(words: 1) }

    /// A stanza's id, 128 bits: an answer is only believed if it has it.
    static var stanzaID: String { hexadecimal(words: 2) }

    private static func hexadecimal(words: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<words).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

/// Names that tell nothing about us and that nobody can guess.
enum RandomName {
    /// A resource: told to every contact, so it must not be the host's name (RFC 6120 section 7.6).
    static var resource: String { hexadecimal(words: 1) }

    /// A stanza's id, 128 bits: an answer is only believed if it has it.
    static var stanzaID: String { hexadecimal(words: 2) }

    /// What a client is called among the account's clients: a UUID of version 4 (RFC 9562 section 5.4).
    static var clientID: String {
        let digits = Array(hexadecimal(words: 2))
        let variant = "89ab".randomElement() ?? "8"
        return String(digits[0..<8]) + "-" + String(digits[8..<12]) + "-4" + String(digits[13..<16]) + "-"
            + String(variant) + String(digits[17..<20]) + "-" + String(digits[20..<32])
    }

    private static func hexadecimal(words: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<words).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

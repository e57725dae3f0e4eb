/// What a nick in the configuration must be.
enum Nick {
    /// What is expected, for a message.
    static let expectation = "a nick such as \"alice\""

    /// Whether `text` can be a nick on some server: one word without the characters that servers read as masks, lists
    /// and addresses, and not to be mistaken for a channel (RFC 2812 section 2.3.1, with all of Unicode).
    static func isFit(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count), let first = text.utf8.first else { return false }
        return !":$#&".utf8.contains(first) && text.utf8.allSatisfy(isFit)
    }

    private static func isFit(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7F && !",*?!@".utf8.contains(byte)
    }
}

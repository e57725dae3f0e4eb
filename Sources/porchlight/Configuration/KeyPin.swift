import Transport

/// How a server's key is named in the configuration: "sha256:" and the 64 hexadecimal digits of its fingerprint, with
/// or without colons between the pairs.
enum KeyPin {
    /// What is expected, for a message.
    static let expectation = "\"sha256:\" and 64 hexadecimal digits, as `porchlight check` prints them"

    private static let prefix = "sha256:"

    /// Reads `text`; nil when it is not written as it should be.
    static func parse(_ text: String) -> KeyFingerprint? {
        guard text.utf8.starts(with: prefix.utf8) else { return nil }
        let written = Array(text.utf8.dropFirst(prefix.utf8.count))
        let colon = UInt8(ascii: ":")
        guard written.first != colon, written.last != colon else { return nil }
        let digits = written.filter { $0 != colon }.map { digit in
            // Small letters as well: other programs print those.
            (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit) ? digit - 0x20 : digit
        }
        guard digits.count == 64 else { return nil }
        let pairs = stride(from: 0, to: digits.count, by: 2).map {
            String(decoding: digits[$0..<($0 + 2)], as: UTF8.self)
        }
        return KeyFingerprint(pairs.joined(separator: ":"))
    }

    /// The key as ``parse(_:)`` reads it.
    static func written(_ key: KeyFingerprint) -> String {
        prefix + String(key.description.filter { $0 != ":" }).lowercased()
    }
}

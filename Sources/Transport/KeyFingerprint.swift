/// What a key is known by: SHA-256 of its SubjectPublicKeyInfo (RFC 7469 section 2.4), so that a renewed certificate
/// with the same key has the same.
public struct KeyFingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Takes a digest; nil unless it has 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads what ``description`` writes; nil for anything else.
    public init?(_ text: String) {
        var bytes: [UInt8] = []
        for part in text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
            guard part.count == 2, let high = Self.value(part.first), let low = Self.value(part.last) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes)
    }

    /// As it is shown and written: `3F:07:...`, 32 pairs of digits.
    public var description: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.utf8.count == 1 ? "0\(digits)" : digits
        }.joined(separator: ":")
    }

    private static func value(_ digit: UInt8?) -> UInt8? {
        switch digit {
        case let digit? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit): digit &- 0x30
        case let digit? where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(digit): digit &- 0x37
        case _: nil
        }
    }
}

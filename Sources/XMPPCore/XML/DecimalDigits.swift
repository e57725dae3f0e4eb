/// Numbers from the network: ASCII digits and nothing else, never trapping.
enum DecimalDigits {
    /// The value of one to nine digits; nil for anything else.
    static func unsigned(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// As ``unsigned(_:)``, with a minus before the digits allowed.
    static func signed(_ bytes: [UInt8]) -> Int? {
        guard bytes.first == UInt8(ascii: "-") else { return unsigned(bytes) }
        return unsigned(bytes.dropFirst()).map { -$0 }
    }
}

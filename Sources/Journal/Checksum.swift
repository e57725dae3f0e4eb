/// The check sum at the end of each line: CRC-32 as Ethernet and gzip have it. It finds every torn line, and every
/// damage of up to 32 bits in a row.
enum Checksum {
    /// The sum of the bytes as eight hexadecimal digits.
    static func of(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var sum: UInt32 = .max
        for byte in bytes { sum = (sum >> 8) ^ table[Int((sum ^ UInt32(byte)) & 0xff)] }
        sum = ~sum
        return (0..<8).map { digits[Int(sum >> (28 - 4 * UInt32($0)) & 0xf)] }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { sum, _ in sum & 1 == 0 ? sum >> 1 : (sum >> 1) ^ 0xedb8_8320 }
    }
}

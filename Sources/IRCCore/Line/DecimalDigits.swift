/// Numbers from the network: ASCII digits and nothing else, never trapping.
enum DecimalDigits {
    /// The value of one to nine digits; nil for anything else.
    static func unsigned(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count), bytes.allSatisfy(ASCII.isDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

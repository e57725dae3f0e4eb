/// How `sign_out_limit` is written: "none", or a whole number with "ms", "s" or "m".
enum SignOutLimit {
    /// The shortest and the longest limit. A shorter one would end before any server can answer; a longer one is
    /// more likely a slip than a wish.
    static let range = Duration.milliseconds(100)...Duration.seconds(60 * 60)

    /// What is expected, for a message.
    static let expectation = "\"none\", or a time from 100 ms to 60 min such as \"500ms\", \"30s\" or \"2m\""

    /// Reads `text`; nil when it is not written as it should be.
    static func parse(_ text: String) -> Reading? {
        let bytes = Array(text.utf8)
        guard bytes != Array("none".utf8) else { return .unlimited }
        let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let number = number(digits), let unit = unit(bytes.dropFirst(digits.count)) else { return nil }
        // At most 9 digits of minutes: far from the end of the scale.
        let limit = unit * number
        return range.contains(limit) ? .after(limit) : nil
    }

    /// What a well-written limit says.
    enum Reading: Equatable {
        case unlimited
        case after(Duration)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...9).contains(digits.count) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func unit(_ bytes: ArraySlice<UInt8>) -> Duration? {
        switch String(decoding: bytes, as: UTF8.self) {
        case "ms": .milliseconds(1)
        case "s": .seconds(1)
        case "m": .seconds(60)
        default: nil
        }
    }
}

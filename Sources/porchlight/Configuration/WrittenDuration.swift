/// How a time is written: a whole number with "ms", "s", "m" or "h".
enum WrittenDuration {
    /// Reads `text`; nil when it is not written as it should be, or outside the range.
    static func parse(_ text: String, in range: ClosedRange<Duration>) -> Duration? {
        let bytes = Array(text.utf8)
        let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let number = number(digits), let unit = unit(bytes.dropFirst(digits.count)) else { return nil }
        // At most 9 digits of hours: far from the end of the scale.
        let duration = unit * number
        return range.contains(duration) ? duration : nil
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
        case "h": .seconds(3600)
        default: nil
        }
    }
}

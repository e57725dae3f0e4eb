/// A mistake in a text that the TOML library is not given, since it would end the program instead of telling it.
///
/// Three of them fail an assertion in the library's version 0.6.0; some million damaged texts found no more.
struct SyntaxObstacle: Equatable, Sendable {
    /// The mistakes.
    enum Mistake: Equatable, Sendable {
        /// Such as `[.home]`.
        case headerWithoutKey
        /// Such as `[1, }`.
        case braceInList
        /// Such as `2026-11-24T` with no time behind.
        case dateWithoutTime
        /// Lists in lists in lists, or a key of so many parts.
        case nestedTooDeeply

        /// The mistake in words like those of the library.
        var words: String {
            switch self {
            case .headerWithoutKey: "expected a name after '['"
            case .braceInList: "expected a value or closing ']', saw '}'"
            case .dateWithoutTime: "expected a time behind the date"
            case .nestedTooDeeply: "nested too deeply, expected at most \(OutlineScanner.depthLimit) levels"
            }
        }
    }

    /// Which of them.
    let mistake: Mistake
    /// Where it stands.
    let position: TextPosition
    /// Where the header or pair begins in which it stands, in bytes from the start of the text.
    let statement: Int
}

/// What a date looks like.
enum DateShape {
    /// Whether `value` is a date that announces a time, by T or by something behind a space, which then is none.
    static func lacksTime(_ value: ArraySlice<UInt8>, atEndOfText: Bool) -> Bool {
        let shape: [UInt8] = Array("0000-00-00".utf8)
        guard value.count > shape.count, zip(value, shape).allSatisfy(fits) else { return false }
        let rest = value.dropFirst(shape.count)
        let time = rest.dropFirst()
        switch rest.first {
        case UInt8(ascii: "T"), UInt8(ascii: "t"):
            return time.first.map { !isDigit($0) } ?? !atEndOfText
        case UInt8(ascii: " "):
            let isBlank = time.allSatisfy {
                [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains($0)
            }
            return !isBlank && !(time.first.map(isDigit) ?? false)
        default:
            return false
        }
    }

    private static func fits(_ byte: UInt8, _ pattern: UInt8) -> Bool {
        pattern == UInt8(ascii: "0") ? isDigit(byte) : byte == pattern
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

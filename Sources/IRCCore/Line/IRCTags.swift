/// The tags of a message (IRCv3 message tags): names with values, both as bytes.
public struct IRCTags: Hashable, Sendable {
    private var values: [[UInt8]: [UInt8]] = [:]

    /// No tags.
    public init() {}

    /// The tags in `bytes`, which stand between the `@` and the first space of a line. Of several with the same
    /// name the last counts; one without a value has an empty one.
    public init(_ bytes: some Collection<UInt8>) {
        for tag in bytes.split(separator: ASCII.semicolon) {
            let end = tag.firstIndex(of: ASCII.equals) ?? tag.endIndex
            guard end > tag.startIndex else { continue }
            values[Array(tag[..<end])] = Self.unescaped(tag[end...].dropFirst())
        }
    }

    /// The value of a tag; nil when the message has no such tag.
    public subscript(_ name: String) -> [UInt8]? {
        values[Array(name.utf8)]
    }

    /// The count of names.
    public var count: Int { values.count }

    /// Each escape is read by itself, from left to right; a backslash before anything else is left out.
    private static func unescaped(_ value: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var isEscaped = false
        for byte in value {
            if isEscaped {
                output.append(meaning(ofEscaped: byte))
                isEscaped = false
            } else if byte == ASCII.backslash {
                isEscaped = true
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func meaning(ofEscaped byte: UInt8) -> UInt8 {
        switch byte {
        case ASCII.colon: ASCII.semicolon
        case UInt8(ascii: "s"): ASCII.space
        case UInt8(ascii: "r"): ASCII.carriageReturn
        case UInt8(ascii: "n"): ASCII.lineFeed
        default: byte
        }
    }
}

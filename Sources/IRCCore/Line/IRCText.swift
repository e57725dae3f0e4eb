/// Text from others, made readable.
enum IRCText {
    /// `bytes` as text: what is not UTF-8 is repaired; colours, controls and CTCP marks are left out.
    static func readable(_ bytes: some Collection<UInt8>) -> String {
        var output: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case 0x03: dropColours(from: &rest, digits: 2, ASCII.isDigit)
            case 0x04: dropColours(from: &rest, digits: 6, ASCII.isHexDigit)
            case 0x09: output.append(ASCII.space)
            case 0x00..<0x20, 0x7F: break
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A colour, or two with a comma between them, behind their mark.
    private static func dropColours<Bytes: Collection<UInt8>>(
        from rest: inout Bytes, digits: Int, _ isDigit: (UInt8) -> Bool
    ) where Bytes.SubSequence == Bytes {
        let first = rest.prefix(digits).prefix(while: isDigit).count
        rest = rest.dropFirst(first)
        guard first > 0, rest.first == ASCII.comma else { return }
        let second = rest.dropFirst().prefix(digits).prefix(while: isDigit).count
        if second > 0 { rest = rest.dropFirst(second + 1) }
    }

    /// The beginning of `bytes` that has at most `limit` of them, cut between scalars.
    static func cut(_ bytes: [UInt8], to limit: Int) -> ArraySlice<UInt8> {
        guard bytes.count > limit else { return bytes[...] }
        var end = max(0, limit)
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return bytes[..<end]
    }
}

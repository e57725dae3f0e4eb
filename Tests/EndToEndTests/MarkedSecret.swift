import Foundation

/// A password that no program has by chance, in the forms in which it could lie about.
enum MarkedSecret {
    static let text = "TAGSECRET-hunter2-\u{e4}"

    /// The forms: plain, in base64 (of RFC 4648 section 4 and 5), hexadecimal in both cases, as in a URL, and in
    /// 16-bit units of either order.
    static let forms: [(name: String, bytes: [UInt8])] = {
        let plain = Array(text.utf8)
        let base64 = Data(plain).base64EncodedString()
        let urlSafe = String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" })
        let small = plain.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        let inURL = plain.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                byte < 0x80
                && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || byte == 0x2d)
            return isPlain ? String(scalar) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
        let little = text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        return [
            ("plain", plain), ("base64", Array(base64.utf8)), ("base64url", Array(urlSafe.utf8)),
            ("hex", Array(small.utf8)), ("HEX", Array(small.uppercased().utf8)), ("URL", Array(inURL.utf8)),
            ("UTF-16LE", little), ("UTF-16BE", big),
            ("reversed", plain.reversed()), ("base64 behind one byte", digits(of: plain, behind: 1)),
            ("base64 behind two bytes", digits(of: plain, behind: 2)),
        ]
    }()

    /// The digits that the secret alone makes when so many bytes stand before it in their group of three, as in a message
    /// of PLAIN.
    private static func digits(of plain: [UInt8], behind count: Int) -> [UInt8] {
        let all = Data([UInt8](repeating: 0, count: count) + plain).base64EncodedString()
        return Array(all.utf8.filter { $0 != UInt8(ascii: "=") }.dropFirst(count + 1).dropLast())
    }

    /// The forms that are in `bytes`, by name; with the beginning alone as well, for reports show parts.
    static func found(in bytes: some Sequence<UInt8>) -> [String] {
        let data = Data(bytes)
        var found = forms.filter { data.range(of: Data($0.bytes)) != nil }.map(\.name)
        if data.range(of: Data("TAGSECRET".utf8)) != nil { found.append("beginning") }
        return found
    }
}

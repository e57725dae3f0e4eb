/// Text made fit for an XML stream.
public enum XMLText {
    /// Appends `text` as character data or as the value of an attribute in quotes of either kind.
    ///
    /// The five special characters are escaped, line ends and tabs are kept by character references, and what XML
    /// 1.0 cannot say at all (most control characters, U+FFFE, U+FFFF) is left out.
    public static func append(_ text: String, to output: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            append(scalar, to: &output)
        }
    }

    /// `text`, escaped as by ``append(_:to:)``.
    public static func escaped(_ text: String) -> String {
        var output: [UInt8] = []
        append(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        switch scalar.value {
        case 0x26: output.append(contentsOf: "&amp;".utf8)
        case 0x3C: output.append(contentsOf: "&lt;".utf8)
        case 0x3E: output.append(contentsOf: "&gt;".utf8)
        case 0x22: output.append(contentsOf: "&quot;".utf8)
        case 0x27: output.append(contentsOf: "&apos;".utf8)
        // A parser would turn these into spaces in attributes, and a CR into a LF anywhere.
        case 0x09: output.append(contentsOf: "&#9;".utf8)
        case 0x0A: output.append(contentsOf: "&#10;".utf8)
        case 0x0D: output.append(contentsOf: "&#13;".utf8)
        case 0x00...0x1F, 0xFFFE, 0xFFFF: break
        default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
        }
    }
}

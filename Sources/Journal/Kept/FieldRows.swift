/// Rows of texts as bytes: a line for each row, tabs between its fields. `\x1b` stands for each byte of a character that
/// steers what shows it, and `\\` for the backslash: so every text comes back as it was, byte by byte, and who looks at
/// the file in a terminal sees nothing but text.
enum FieldRows {
    /// Adds a row to `bytes`.
    static func append(_ fields: [String], to bytes: inout [UInt8]) {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: "\t")) }
            append(field, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func append(_ field: String, to bytes: inout [UInt8]) {
        // Most texts are plain, and there may be some hundred thousand.
        guard field.utf8.contains(where: { !isPlain($0) }) else {
            return bytes.append(contentsOf: field.utf8)
        }
        for scalar in field.unicodeScalars {
            let encoded = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            if scalar == "\\" {
                bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            } else if steers(scalar) {
                for byte in encoded { bytes += Array("\\x\(Hexadecimal.text([byte]))".utf8) }
            } else {
                bytes.append(contentsOf: encoded)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7f).contains(byte) && byte != UInt8(ascii: "\\")
    }

    /// Whether it does something else than stand there: controls, line ends, the direction of writing.
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Calls `take` with the fields of each row.
    ///
    /// - Throws: ``KeptFault/damaged`` where the bytes are no rows, or `take` refuses one.
    static func read(
        _ bytes: ArraySlice<UInt8>, _ take: ([String]) throws(KeptFault) -> Void
    ) throws(KeptFault) {
        guard bytes.isEmpty || bytes.last == UInt8(ascii: "\n") else { throw .damaged }
        var fields: [String] = []
        var start = bytes.startIndex
        var place = start
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
                fields.append(try field(bytes[start..<place]))
                start = place + 1
                if byte == UInt8(ascii: "\n") {
                    try take(fields)
                    fields.removeAll(keepingCapacity: true)
                }
            }
            place += 1
        }
    }

    private static func field(_ bytes: ArraySlice<UInt8>) throws(KeptFault) -> String {
        let text =
            bytes.contains(UInt8(ascii: "\\"))
            ? String(validating: try plain(bytes), as: UTF8.self) : String(validating: bytes, as: UTF8.self)
        guard let text else { throw .damaged }
        return text
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) throws(KeptFault) -> [UInt8] {
        var plain: [UInt8] = []
        var left = bytes[...]
        while let byte = left.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                plain.append(byte)
                continue
            }
            switch left.popFirst() {
            case UInt8(ascii: "\\"): plain.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "x"):
                let digits = left.prefix(2)
                guard digits.count == 2, let escaped = Hexadecimal.bytes(digits) else { throw .damaged }
                plain += escaped
                left = left.dropFirst(2)
            case _: throw .damaged
            }
        }
        return plain
    }
}

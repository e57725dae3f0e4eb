/// Walks through the keys of a TOML document and skips the values, and looks out for what the library cannot bear.
///
/// Every loop moves forward or ends, whatever the text is.
struct OutlineScanner {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1
    /// The first escape that stands for NUL.
    private(set) var escapedNUL: TextPosition?

    /// The first mistake at which the library would end the program.
    private(set) var obstacle: SyntaxObstacle?
    /// How many lists and tables are open.
    private var depth = 0
    /// More of them, or more parts of a key, no configuration has; the walk ends there.
    static let depthLimit = 64

    /// Where the header or pair begins that is being scanned.
    private var statement = 0

    /// Told of each key: its whole path and its place.
    typealias Found = (_ path: [String], _ position: TextPosition) -> Void

    /// A scanner at the start of `bytes`.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Walks through the whole document.
    mutating func scanDocument(_ found: Found) {
        var section: [String] = []
        // A byte order mark, which some editors put first, is no part of the text.
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { index = 3 }
        skipBlank()
        while let byte = peek() {
            let before = index
            statement = index
            if byte == UInt8(ascii: "[") {
                section = scanHeader(found)
            } else {
                scanPair(under: section, found)
            }
            // Only in text that is no TOML.
            if index == before { advance() }
            skipBlank()
        }
    }

    /// `[a.b]` or `[[a.b]]`.
    private mutating func scanHeader(_ found: Found) -> [String] {
        let position = position
        advance()
        skip(isSpace)
        if take(UInt8(ascii: "[")) { skip(isSpace) }
        if let byte = peek(), !OutlineScanner.beginsKey(byte), byte != UInt8(ascii: "]") {
            note(.headerWithoutKey)
        }
        let path = scanKey()
        skip { $0 == UInt8(ascii: "]") || isSpace($0) }
        found(path, position)
        return path
    }

    /// `a.b = value`.
    private mutating func scanPair(under section: [String], _ found: Found) {
        let position = position
        let path = section + scanKey()
        found(path, position)
        skip { $0 == UInt8(ascii: "=") || isSpace($0) }
        skipValue(at: path, found)
    }

    /// `a.b.c`, each part bare or quoted.
    private mutating func scanKey() -> [String] {
        var path: [String] = []
        repeat {
            guard path.count < Self.depthLimit else { return giveUp(path) }
            skip(isSpace)
            path.append(scanKeyPart())
            skip(isSpace)
        } while take(UInt8(ascii: "."))
        return path
    }

    private mutating func scanKeyPart() -> String {
        switch peek() {
        case UInt8(ascii: "\""): scanBasicString()
        case UInt8(ascii: "'"): scanLiteralString()
        default: scanBareKey()
        }
    }

    private mutating func scanBareKey() -> String {
        let start = index
        skip(KeyPath.isBare)
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipValue(at path: [String], _ found: Found) {
        switch peek() {
        case UInt8(ascii: "\""): _ = scanBasicString()
        case UInt8(ascii: "'"): _ = scanLiteralString()
        case UInt8(ascii: "["): skipArray(at: path, found)
        case UInt8(ascii: "{"): scanInlineTable(at: path, found)
        default: skipBareValue()
        }
    }

    /// A number, a truth value, a date or a time.
    private mutating func skipBareValue() {
        let start = index
        let place = position
        skip { !OutlineScanner.endsValue($0) }
        let isWhole = index == bytes.count
        if DateShape.lacksTime(bytes[start..<index], atEndOfText: isWhole) {
            note(.dateWithoutTime, at: place)
        }
    }

    private mutating func note(_ mistake: SyntaxObstacle.Mistake, at place: TextPosition? = nil) {
        guard obstacle == nil else { return }
        obstacle = SyntaxObstacle(mistake: mistake, position: place ?? position, statement: statement)
    }

    /// Leaves the rest of the text unread.
    private mutating func giveUp(_ path: [String] = []) -> [String] {
        note(.nestedTooDeeply)
        index = bytes.count
        return path
    }

    private mutating func skipArray(at path: [String], _ found: Found) {
        guard depth < Self.depthLimit else { return _ = giveUp() }
        depth += 1
        defer { depth -= 1 }
        advance()
        skipBlank()
        while let byte = peek(), byte != UInt8(ascii: "]") {
            let before = index
            if byte == UInt8(ascii: "}") { note(.braceInList) }
            skipValue(at: path, found)
            skipBlank()
            _ = take(UInt8(ascii: ","))
            skipBlank()
            if index == before { return }
        }
        advance()
    }

    private mutating func scanInlineTable(at path: [String], _ found: Found) {
        guard depth < Self.depthLimit else { return _ = giveUp() }
        depth += 1
        defer { depth -= 1 }
        advance()
        skipBlank()
        while let byte = peek(), byte != UInt8(ascii: "}") {
            let before = index
            scanPair(under: path, found)
            skipBlank()
            _ = take(UInt8(ascii: ","))
            skipBlank()
            if index == before { return }
        }
        advance()
    }
}

// MARK: - Strings

extension OutlineScanner {
    /// `'...'` or `'''...'''`: nothing inside is special.
    private mutating func scanLiteralString() -> String {
        let quotes = openingQuotes(UInt8(ascii: "'"))
        let start = index
        while index < bytes.count, !closes(UInt8(ascii: "'"), quotes) { advance() }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        skip { $0 == UInt8(ascii: "'") }
        return text
    }

    /// `"..."` or `"""..."""`. The escapes are decoded for one-line strings, which keys are.
    private mutating func scanBasicString() -> String {
        let quotes = openingQuotes(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while let byte = peek(), !closes(UInt8(ascii: "\""), quotes) {
            if byte == UInt8(ascii: "\\") {
                text += Array(scanEscape().utf8)
            } else {
                text.append(byte)
                advance()
            }
        }
        skip { $0 == UInt8(ascii: "\"") }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func scanEscape() -> String {
        let position = position
        advance()
        guard let letter = peek() else { return "" }
        advance()
        switch letter {
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "u"): return scanScalar(digits: 4, at: position)
        case UInt8(ascii: "U"): return scanScalar(digits: 8, at: position)
        default: return String(Unicode.Scalar(letter))
        }
    }

    private mutating func scanScalar(digits: Int, at position: TextPosition) -> String {
        let end = min(index + digits, bytes.count)
        let number = UInt32(String(decoding: bytes[index..<end], as: UTF8.self), radix: 16)
        while index < end { advance() }
        if number == 0, escapedNUL == nil { escapedNUL = position }
        return number.flatMap(Unicode.Scalar.init).map(String.init) ?? ""
    }

    /// Passes the opening quotes; 3 for a string of several lines, otherwise 1.
    private mutating func openingQuotes(_ quote: UInt8) -> Int {
        let count = starts(quote, 3) ? 3 : 1
        for _ in 0..<count { advance() }
        return count
    }

    private func closes(_ quote: UInt8, _ quotes: Int) -> Bool {
        starts(quote, quotes)
    }

    private func starts(_ quote: UInt8, _ count: Int) -> Bool {
        bytes[index...].prefix(count).count == count
            && bytes[index...].prefix(count).allSatisfy { $0 == quote }
    }
}

// MARK: - Moving on

extension OutlineScanner {
    private var position: TextPosition { TextPosition(line: line, column: column) }

    private func peek() -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    private mutating func advance() {
        guard let byte = peek() else { return }
        index += 1
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if byte & 0b1100_0000 != 0b1000_0000 {
            // A scalar is counted at its first byte.
            column += 1
        }
    }

    private mutating func skip(_ belongs: (UInt8) -> Bool) {
        while let byte = peek(), belongs(byte) { advance() }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        advance()
        return true
    }

    /// Passes white space, line ends and comments.
    private mutating func skipBlank() {
        skip { isSpace($0) || isLineEnd($0) }
        while peek() == UInt8(ascii: "#") {
            skip { $0 != UInt8(ascii: "\n") }
            skip { isSpace($0) || isLineEnd($0) }
        }
    }

    private static func beginsKey(_ byte: UInt8) -> Bool {
        KeyPath.isBare(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "\n"):
            true
        default: false
        }
    }
}

private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}

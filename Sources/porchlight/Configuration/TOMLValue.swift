import CTOML

/// A value of a TOML document.
enum TOMLValue: Equatable, Sendable {
    /// A table, its entries in the order of the text.
    case table([TOMLEntry])
    case array([TOMLValue])
    case string(String)
    case integer(Int64)
    case float
    case boolean(Bool)
    case dateOrTime

    /// The string, if it is one.
    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

/// A key of a table, with where it stands first and what it holds.
struct TOMLEntry: Equatable, Sendable {
    let key: String
    let position: TextPosition
    let value: TOMLValue
}

/// Why a text is no TOML.
struct TOMLMistake: Error, Equatable {
    /// The parser's words. They may quote the text.
    let reason: String
    /// Where, as the parser counts.
    let position: TextPosition
}

extension TOMLValue {
    /// The document in `bytes`: a table.
    static func document(_ bytes: [UInt8]) throws(TOMLMistake) -> TOMLValue {
        let read = bytes.withUnsafeBytes { bytes in
            bytes.assumingMemoryBound(to: CChar.self).baseAddress.flatMap {
                toml_document_read($0, bytes.count)
            }
        }
        // An empty text is an empty document.
        guard let read else { return .table([]) }
        defer { toml_document_free(read) }
        var (line, column): (UInt32, UInt32) = (0, 0)
        if let error = toml_document_error(read, &line, &column) {
            throw TOMLMistake(
                reason: String(cString: error), position: TextPosition(line: Int(line), column: Int(column)))
        }
        var place = 0
        return value(in: read, at: &place)
    }

    /// The value at `place` with all that it contains; `place` is then behind them.
    private static func value(in document: OpaquePointer, at place: inout Int) -> TOMLValue {
        let value = toml_document_value(document, place)
        place += 1
        switch value.kind {
        case toml_kind_table:
            return .table((0..<value.count).map { _ in entry(in: document, at: &place) })
        case toml_kind_array:
            return .array((0..<value.count).map { _ in self.value(in: document, at: &place) })
        case toml_kind_string: return .string(text(value.text, value.text_length))
        case toml_kind_integer: return .integer(value.integer)
        case toml_kind_boolean: return .boolean(value.integer != 0)
        case toml_kind_float: return .float
        // What is left are dates and times.
        default: return .dateOrTime
        }
    }

    private static func entry(in document: OpaquePointer, at place: inout Int) -> TOMLEntry {
        let head = toml_document_value(document, place)
        let value = value(in: document, at: &place)
        return TOMLEntry(
            key: text(head.key, head.key_length),
            position: TextPosition(line: Int(head.line), column: Int(head.column)), value: value)
    }

    private static func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count), as: UTF8.self)
    }
}

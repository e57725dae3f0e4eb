import TOMLKit

/// Turns the bytes of a configuration file into its values.
enum ConfigurationDocument {
    /// The values in `bytes`, which were read from `file`.
    ///
    /// - Throws: ``ConfigurationErrors`` with every mistake; of a text that is no TOML, the first one.
    static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationErrors) -> Configuration {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw failure(.notText, at: placeWithoutText(bytes), file: file)
        }
        let outline = ConfigurationOutline(bytes)
        if let obstacle = outline.obstacle {
            // What stands before it may be wrong as well, and is told first then.
            _ = try table(String(decoding: bytes[..<obstacle.statement], as: UTF8.self), file: file)
            throw failure(.syntax(reason: obstacle.mistake.words), at: obstacle.position, file: file)
        }
        let table = try table(text, file: file)
        if let position = outline.escapedNUL {
            throw failure(.notText, at: position, file: file)
        }
        var reader = ConfigurationReader(file: file, outline: outline)
        let configuration = reader.configuration(in: ConfigurationSection(table: table, path: []))
        guard reader.errors.isEmpty else { throw ConfigurationErrors(reader.errors) }
        return configuration
    }

    private static func table(_ text: String, file: String) throws(ConfigurationErrors) -> TOMLTable {
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            let begin = error.source.begin
            let position = TextPosition(line: begin.line, column: begin.column)
            throw failure(.syntax(reason: SyntaxReason.text(error, in: text)), at: position, file: file)
        } catch {
            throw failure(.syntax(reason: "not understood"), at: nil, file: file)
        }
    }

    /// The first line that is no text. A line end is never part of a longer UTF-8 sequence.
    private static func placeWithoutText(_ bytes: [UInt8]) -> TextPosition? {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .first { $0.element.contains(0) || String(validating: $0.element, as: UTF8.self) == nil }
            .map { TextPosition(line: $0.offset + 1, column: 1) }
    }

    private static func failure(
        _ mistake: ConfigurationMistake, at position: TextPosition?, file: String
    ) -> ConfigurationErrors {
        ConfigurationErrors([
            ConfigurationError(file: file, position: position, keyPath: [], mistake: mistake)
        ])
    }
}

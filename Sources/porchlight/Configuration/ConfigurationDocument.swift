/// Turns the bytes of a configuration file into its values.
enum ConfigurationDocument {
    /// The values in `bytes`, which were read from `file`.
    ///
    /// - Throws: ``ConfigurationErrors`` with every mistake; of a text that is no TOML, the first one.
    static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationErrors) -> Configuration {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw failure(.notText, at: placeWithoutText(bytes), file: file)
        }
        let document = ConfigurationSection(entries: try entries(bytes, text, file: file), path: [])
        if let position = placeOfNUL(in: document.entries) {
            throw failure(.notText, at: position, file: file)
        }
        var reader = ConfigurationReader(file: file, document: document)
        let configuration = reader.configuration(in: document)
        guard reader.errors.isEmpty else { throw ConfigurationErrors(reader.errors) }
        return configuration
    }

    private static func entries(
        _ bytes: [UInt8], _ text: String, file: String
    ) throws(ConfigurationErrors) -> [TOMLEntry] {
        do throws(TOMLMistake) {
            guard case .table(let entries) = try TOMLValue.document(bytes) else { return [] }
            return entries
        } catch {
            throw failure(
                .syntax(reason: SyntaxReason.text(error, in: text)), at: error.position, file: file)
        }
    }

    /// The first line that is no text. A line end is never part of a longer UTF-8 sequence.
    private static func placeWithoutText(_ bytes: [UInt8]) -> TextPosition? {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .first { $0.element.contains(0) || String(validating: $0.element, as: UTF8.self) == nil }
            .map { TextPosition(line: $0.offset + 1, column: 1) }
    }

    /// The first key with NUL, written as an escape, in its name or its strings: no address, program or path has one.
    private static func placeOfNUL(in entries: [TOMLEntry]) -> TextPosition? {
        for entry in entries {
            if entry.key.utf8.contains(0) || hasNUL(entry.value) { return entry.position }
            if case .table(let inner) = entry.value, let position = placeOfNUL(in: inner) { return position }
        }
        return nil
    }

    private static func hasNUL(_ value: TOMLValue) -> Bool {
        switch value {
        case .string(let text): text.utf8.contains(0)
        case .array(let elements): elements.contains(where: hasNUL)
        case .table, .integer, .float, .boolean, .dateOrTime: false
        }
    }

    private static func failure(
        _ mistake: ConfigurationMistake, at position: TextPosition?, file: String
    ) -> ConfigurationErrors {
        ConfigurationErrors([
            ConfigurationError(file: file, position: position, keyPath: [], mistake: mistake)
        ])
    }
}

import SASL

/// Reads values out of a document and notes every mistake instead of stopping at the first.
struct ConfigurationReader {
    /// The path of the file, for the mistakes.
    let file: String
    /// The whole document, which knows where everything stands.
    let document: ConfigurationSection
    /// The mistakes found so far.
    private(set) var errors: [ConfigurationError] = []

    /// A reader of `file`, which holds `document`.
    init(file: String, document: ConfigurationSection) {
        self.file = file
        self.document = document
    }

    /// Notes a mistake at a key.
    mutating func note(_ mistake: ConfigurationMistake, at path: [String]) {
        errors.append(
            ConfigurationError(
                file: file, position: document.position(of: path), keyPath: path, mistake: mistake))
    }

    /// Notes a mistake of a section that shows at one of its keys and tells by itself which that is.
    mutating func note(_ mistake: ConfigurationMistake, of section: ConfigurationSection, at key: String) {
        errors.append(
            ConfigurationError(
                file: file, position: document.position(of: section.path(key)), keyPath: section.path,
                mistake: mistake))
    }

    /// The string at `key`; nil, with the mistake noted, when something else is there.
    mutating func string(_ key: String, in section: ConfigurationSection, expected: String) -> String? {
        guard let value = section[key] else { return nil }
        if let text = value.string, !text.isEmpty { return text }
        note(.wrong(found: FoundValue.words(value), expected: expected), at: section.path(key))
        return nil
    }

    /// The password at `key`. A mistake shows its kind only.
    mutating func secret(_ key: String, in section: ConfigurationSection) -> Secret? {
        guard let value = section[key] else { return nil }
        if let text = value.string, !text.isEmpty { return Secret(text) }
        let found = value.string == nil ? FoundValue.kind(value) : "an empty string"
        note(.wrong(found: found, expected: "a string in quotes"), at: section.path(key))
        return nil
    }

    /// What `parse` makes of the string at `key`; nil, with the mistake noted, when it makes nothing of it.
    mutating func value<Value>(
        _ key: String, in section: ConfigurationSection, expected: String, parse: (String) -> Value?
    ) -> Value? {
        guard let text = string(key, in: section, expected: expected) else { return nil }
        if let value = parse(text) { return value }
        note(.wrong(found: FoundValue.string(text), expected: expected), at: section.path(key))
        return nil
    }

    /// What `parse` makes of the string at `key`, which must be there.
    mutating func required<Value>(
        _ key: String, in section: ConfigurationSection, expected: String, parse: (String) -> Value?
    ) -> Value? {
        guard section.has(key) else {
            note(.missing(expected: expected), at: section.path(key))
            return nil
        }
        return value(key, in: section, expected: expected, parse: parse)
    }

    /// One of the words of `Choice` at `key`.
    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String, in section: ConfigurationSection
    ) -> Choice? {
        value(key, in: section, expected: WordList.text(Choice.allCases.map(\.rawValue)), parse: Choice.init)
    }

    /// The truth value at `key`.
    mutating func flag(_ key: String, in section: ConfigurationSection) -> Bool? {
        guard let value = section[key] else { return nil }
        if case .boolean(let truth) = value { return truth }
        note(.wrong(found: FoundValue.words(value), expected: "true or false"), at: section.path(key))
        return nil
    }

    /// The list of strings at `key`.
    mutating func strings(_ key: String, in section: ConfigurationSection, expected: String) -> [String]? {
        guard let value = section[key] else { return nil }
        if case .array(let list) = value {
            let strings = list.compactMap(\.string)
            if strings.count == list.count, !(strings.first ?? "").isEmpty { return strings }
        }
        note(.wrong(found: Self.unfitList(value), expected: expected), at: section.path(key))
        return nil
    }

    private static func unfitList(_ value: TOMLValue) -> String {
        guard case .array(let list) = value else { return FoundValue.words(value) }
        if list.isEmpty { return "an empty list" }
        let isStrings = list.allSatisfy { $0.string != nil }
        return isStrings ? "a list that begins with an empty string" : "a list with other things than strings"
    }

    /// The strings for which `isFit` holds in the list at `key`, which may be empty or not there.
    mutating func list(
        _ key: String, in section: ConfigurationSection, expected: String, of isFit: (String) -> Bool
    ) -> [String] {
        guard let value = section[key] else { return [] }
        guard case .array(let list) = value else {
            note(.wrong(found: FoundValue.words(value), expected: expected), at: section.path(key))
            return []
        }
        return list.compactMap { entry in
            if let text = entry.string, isFit(text) { return text }
            let found = "\(FoundValue.words(entry)) in the list"
            note(.wrong(found: found, expected: expected), at: section.path(key))
            return nil
        }
    }

    /// The section at `key`.
    mutating func section(_ key: String, in section: ConfigurationSection) -> ConfigurationSection? {
        guard let value = section[key] else { return nil }
        let path = section.path(key)
        if case .table(let entries) = value { return ConfigurationSection(entries: entries, path: path) }
        let expected = "a section [\(KeyPath.written(path))]"
        note(.wrong(found: FoundValue.words(value), expected: expected), at: path)
        return nil
    }

    /// Notes every key of `section` that is none of `known` and was not told `elsewhere`.
    mutating func refuseUnknownKeys(
        in section: ConfigurationSection, known: [String], elsewhere: (String) -> Bool = { _ in false }
    ) {
        for key in section.keys where !known.contains(key) && !elsewhere(key) {
            note(.unknownKey(nearest: NearestName.of(key, among: known)), at: section.path(key))
        }
    }
}

/// How a choice of words is told: "a", "b" or "c".
enum WordList {
    /// The words in quotes.
    static func text(_ words: [String]) -> String {
        let quoted = words.map { "\"\($0)\"" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " or " + last
    }
}

/// One table of the document, with its place in it.
struct ConfigurationSection {
    /// What stands in it, in the order of the text.
    let entries: [TOMLEntry]
    /// Where it is, such as accounts, home; empty for the document.
    let path: [String]

    /// Its keys, in the order of the text.
    var keys: [String] { entries.map(\.key) }

    /// What stands at `key`, if anything.
    subscript(key: String) -> TOMLValue? { entry(key)?.value }

    /// Whether there is something at `key`.
    func has(_ key: String) -> Bool { entry(key) != nil }

    /// The path of one of its keys.
    func path(_ key: String) -> [String] { path + [key] }

    /// Where `path`, from here on, stands, or the nearest section around it.
    func position(of path: some Collection<String>) -> TextPosition? {
        guard let name = path.first, let entry = entry(name) else { return nil }
        guard case .table(let entries) = entry.value else { return entry.position }
        let section = ConfigurationSection(entries: entries, path: [])
        return section.position(of: path.dropFirst()) ?? entry.position
    }

    private func entry(_ key: String) -> TOMLEntry? {
        entries.first { $0.key.utf8.elementsEqual(key.utf8) }
    }
}

/// How a value is named to a person.
enum FoundValue {
    /// The value itself where it is short and public, otherwise its kind.
    static func words(_ value: TOMLValue) -> String {
        switch value {
        case .string(let text): string(text)
        case .integer(let number): "the number \(number)"
        case .boolean(let truth): truth ? "true" : "false"
        case .table, .array, .float, .dateOrTime: kind(value)
        }
    }

    /// A string in quotes, cut to what fits a message.
    static func string(_ text: String) -> String { "\"\(Excerpt.of(text, limit: 60))\"" }

    /// The kind of a value, for values that nobody should see.
    static func kind(_ value: TOMLValue) -> String {
        switch value {
        case .table: "a section"
        case .array: "a list"
        case .string: "a string"
        case .integer, .float: "a number"
        case .boolean: "true or false"
        case .dateOrTime: "a date or time"
        }
    }
}

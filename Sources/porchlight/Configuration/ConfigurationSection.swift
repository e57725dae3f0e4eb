import TOMLKit

/// One table of the document, with its place in it.
struct ConfigurationSection {
    /// The table as the library read it.
    let table: TOMLTable
    /// Where it is, such as accounts, home; empty for the document.
    let path: [String]

    /// Its keys, sorted.
    var keys: [String] { table.keys }

    /// Whether there is something at `key`.
    func has(_ key: String) -> Bool { table[key] != nil }

    /// The path of one of its keys.
    func path(_ key: String) -> [String] { path + [key] }
}

/// How a value is named to a person.
enum FoundValue {
    /// The value itself where it is short and public, otherwise its kind.
    static func words(_ value: any TOMLValueConvertible) -> String {
        switch value.type {
        case .string: string(value.string ?? "")
        case .int: "the number \(value.int.map(String.init) ?? "")"
        case .bool: value.bool == true ? "true" : "false"
        case .table, .array, .double, .date, .time, .dateTime: kind(value)
        }
    }

    /// A string in quotes, cut to what fits a message.
    static func string(_ text: String) -> String { "\"\(Excerpt.of(text, limit: 60))\"" }

    /// The kind of a value, for values that nobody should see.
    static func kind(_ value: any TOMLValueConvertible) -> String {
        switch value.type {
        case .table: "a section"
        case .array: "a list"
        case .string: "a string"
        case .int, .double: "a number"
        case .bool: "true or false"
        case .date, .time, .dateTime: "a date or time"
        }
    }
}

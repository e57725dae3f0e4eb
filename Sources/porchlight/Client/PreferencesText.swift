import TerminalUI

/// How the choices for the contact list are kept: a first line with the version, then one choice a line; the names of
/// folded groups with `\n`, `\r` and `\\` for what would end a line.
enum PreferencesText {
    private static let header = "porchlight preferences 1"

    /// The choices as text.
    static func written(_ preferences: Preferences) -> String {
        let offline = preferences.offlineContacts == .hidden ? "hidden" : "shown"
        let order = preferences.order == .name ? "name" : "presence"
        let groups = preferences.foldedGroups.sorted().map { "folded \(escaped($0))" }
        return ([header, "offline \(offline)", "order \(order)"] + groups).map { $0 + "\n" }.joined()
    }

    /// The choices in a text; nil when it is not one that ``written(_:)`` made.
    static func read(_ bytes: [UInt8]) -> Preferences? {
        guard let text = String(validating: bytes, as: UTF8.self), bytes.last == UInt8(ascii: "\n") else {
            return nil
        }
        let lines = text.unicodeScalars.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
        guard lines.first == header else { return nil }
        var preferences = Preferences()
        for line in lines.dropFirst() {
            switch line {
            case "offline hidden": preferences.offlineContacts = .hidden
            case "offline shown": preferences.offlineContacts = .shown
            case "order name": preferences.order = .name
            case "order presence": preferences.order = .presence
            default:
                guard line.hasPrefix("folded "), let group = unescaped(line.dropFirst(7)) else { return nil }
                preferences.foldedGroups.insert(group)
            }
        }
        return preferences
    }

    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\".unicodeScalars
            case "\n": escaped += "\\n".unicodeScalars
            case "\r": escaped += "\\r".unicodeScalars
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    private static func unescaped(_ text: Substring) -> String? {
        var plain = String.UnicodeScalarView()
        var scalars = text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "\\" else {
                plain.append(scalar)
                continue
            }
            switch scalars.next() {
            case "\\": plain.append("\\")
            case "n": plain.append("\n")
            case "r": plain.append("\r")
            default: return nil
            }
        }
        return String(plain)
    }
}

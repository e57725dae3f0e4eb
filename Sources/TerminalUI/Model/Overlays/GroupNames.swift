/// The names of groups as a person writes them: with commas between them, and `\` before a comma that belongs to a
/// name.
enum GroupNames {
    /// A group whose name has been begun.
    struct Completion: Hashable {
        let name: String
        /// The whole text with the name completed.
        let text: String
    }

    /// The names as text.
    static func text(_ groups: [String]) -> String {
        groups.map { escaped($0) }.joined(separator: ", ")
    }

    /// The names in a text: without blanks around them, each once.
    static func groups(in text: String) -> [String] {
        var names: [String] = []
        for name in parts(of: text).map({ plain($0) })
        where !name.isEmpty && !names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
            names.append(name)
        }
        return names
    }

    /// What completes the last name in the text; nil when it is empty or whole, or no group begins so.
    static func completion(of text: String, among known: [String]) -> Completion? {
        let parts = parts(of: text)
        guard let last = parts.last else { return nil }
        let begun = plain(last).lowercased()
        guard !begun.isEmpty else { return nil }
        let isWhole = known.contains { $0.lowercased() == begun }
        let name = known.first { name in
            let lower = name.lowercased()
            return lower.utf8.starts(with: begun.utf8) && lower != begun
        }
        guard let name, !isWhole else { return nil }
        let others = groups(in: parts.dropLast().map { String($0) }.joined(separator: ","))
        return Completion(name: name, text: self.text(others + [name]))
    }

    private static func escaped(_ name: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if scalar == "," || scalar == "\\" { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }

    /// The parts between commas that end a name, as they are written.
    private static func parts(of text: String) -> [Substring.UnicodeScalarView] {
        let scalars = text[...].unicodeScalars
        var parts: [Substring.UnicodeScalarView] = []
        var start = scalars.startIndex
        var isEscaped = false
        for place in scalars.indices {
            if scalars[place] == ",", !isEscaped {
                parts.append(scalars[start..<place])
                start = scalars.index(after: place)
            }
            isEscaped = scalars[place] == "\\" && !isEscaped
        }
        return parts + [scalars[start...]]
    }

    private static func plain(_ part: Substring.UnicodeScalarView) -> String {
        var plain = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in part.drop(while: { $0 == " " }) {
            if scalar == "\\", !isEscaped {
                isEscaped = true
            } else {
                plain.append(scalar)
                isEscaped = false
            }
        }
        while plain.last == " " { plain.removeLast() }
        return String(plain)
    }
}

/// One line of text that is being edited.
struct TextField: Hashable, CustomStringConvertible, CustomReflectable {
    enum Kind: Hashable {
        case plain
        /// Shown as dots, never printed.
        case secret
    }

    /// Less than ``DisplayText/maximumCells``, so that all of it can be shown.
    static let maximumLength = 500

    let kind: Kind
    private var scalars: [Unicode.Scalar]
    private var cursor: Int

    init(_ text: String = "", kind: Kind = .plain) {
        self.kind = kind
        scalars = Array(text.unicodeScalars.prefix(Self.maximumLength))
        cursor = scalars.count
    }

    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    var isEmpty: Bool { scalars.isEmpty }

    /// Whether what is typed next goes to the end.
    var isAtEnd: Bool { cursor == scalars.count }

    var description: String { kind == .secret ? "(secret)" : text }

    var customMirror: Mirror { Mirror(self, children: ["text": description]) }

    /// Edits by a key; false when the key edits nothing.
    mutating func take(_ key: Key) -> Bool {
        switch key {
        case .text(let scalar), .keypad(let scalar): insert([scalar])
        case .paste(let text): insert(Array(text.unicodeScalars))
        case .control(let letter): return takeControl(letter)
        case .named(let named, let modifiers): return modifiers.isEmpty && take(named)
        case .unknown: return false
        }
        return true
    }

    private mutating func take(_ key: NamedKey) -> Bool {
        switch key {
        case .backspace: delete(cursor - 1..<cursor)
        case .delete: delete(cursor..<cursor + 1)
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(scalars.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = scalars.count
        case .enter, .escape, .tab, .insert, .up, .down, .pageUp, .pageDown, .begin, .function: return false
        }
        return true
    }

    private mutating func takeControl(_ letter: Unicode.Scalar) -> Bool {
        switch letter {
        case "a": cursor = 0
        case "e": cursor = scalars.count
        case "b": cursor = max(0, cursor - 1)
        case "f": cursor = min(scalars.count, cursor + 1)
        case "d": delete(cursor..<cursor + 1)
        case "u": delete(0..<cursor)
        case "k": delete(cursor..<scalars.count)
        case "w": delete(startOfWord..<cursor)
        default: return false
        }
        return true
    }

    private var startOfWord: Int {
        var place = cursor
        while place > 0, scalars[place - 1] == " " { place -= 1 }
        while place > 0, scalars[place - 1] != " " { place -= 1 }
        return place
    }

    private mutating func insert(_ new: [Unicode.Scalar]) {
        let kept = new.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        let room = kept.prefix(Self.maximumLength - scalars.count)
        scalars.insert(contentsOf: room, at: cursor)
        cursor += room.count
    }

    private mutating func delete(_ range: Range<Int>) {
        let range = range.clamped(to: 0..<scalars.count)
        scalars.removeSubrange(range)
        cursor = range.lowerBound
    }

    /// All of it, for a field that is not being edited.
    var shownWhole: DisplayText { shown(scalars[...]) }

    /// What of it is to be shown in that many columns, and in which of them the cursor stands.
    func window(columns: Int) -> (text: DisplayText, cursor: Int) {
        let before = shown(scalars[..<cursor]).width
        let skipped = max(0, before - max(0, columns - 1))
        let all = shown(scalars[...])
        let text = all.dropping(columns: skipped)
        // A wide cell goes whole, so more may be gone than was asked for.
        return (text, before - (all.width - text.width))
    }

    private func shown(_ part: ArraySlice<Unicode.Scalar>) -> DisplayText {
        switch kind {
        case .secret: return DisplayText(typed: String(repeating: "•", count: part.count))
        case .plain:
            var view = String.UnicodeScalarView()
            view.append(contentsOf: part)
            return DisplayText(typed: String(view))
        }
    }
}

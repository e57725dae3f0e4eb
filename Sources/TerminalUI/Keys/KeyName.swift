extension Key {
    /// The key of a name in the configuration, such as "o", "ctrl-l" or "page-up"; nil for no key that could
    /// be bound.
    public init?(name: String) {
        let scalars = Array(name.unicodeScalars)
        if scalars.count == 1, let scalar = scalars.first, case .base = ScalarClass(scalar) {
            self = .text(scalar)
        } else if scalars.count == 6, name.hasPrefix("ctrl-"), let letter = scalars.last,
            ("a"..."z").contains(letter), !Self.reservedLetters.contains(letter)
        {
            self = .control(letter)
        } else if let key = Self.named[name] {
            self = key
        } else {
            return nil
        }
    }

    /// Ctrl-C is the system's; Ctrl-H, I, J and M are Backspace, Tab and Enter to a terminal.
    private static let reservedLetters: Set<Unicode.Scalar> = ["c", "h", "i", "j", "m"]

    private static let named: [String: Key] = [
        "space": .text(" "), "enter": .enter, "tab": .tab, "up": .up, "down": .down, "left": .left,
        "right": .right, "home": .home, "end": .end, "page-up": .pageUp, "page-down": .pageDown,
        "insert": .named(.insert, []),
        "delete": .delete, "backspace": .backspace,
        "f1": .named(.function(1), []), "f2": .named(.function(2), []), "f3": .named(.function(3), []),
        "f4": .named(.function(4), []), "f5": .named(.function(5), []), "f6": .named(.function(6), []),
        "f7": .named(.function(7), []), "f8": .named(.function(8), []), "f9": .named(.function(9), []),
        "f10": .named(.function(10), []), "f11": .named(.function(11), []), "f12": .named(.function(12), []),
    ]

    /// The key as hints and help show it.
    var label: DisplayText {
        switch self {
        case .text(" "): "Space"
        case .text(let scalar), .keypad(let scalar): DisplayText(String(scalar))
        case .control(let letter): "Ctrl-" + DisplayText(String(letter).uppercased())
        case .named(let key, let modifiers): modifiers == .shift ? "Shift-" + key.label : key.label
        case .paste: "paste"
        case .unknown: "unknown"
        }
    }
}

extension NamedKey {
    fileprivate var label: DisplayText {
        switch self {
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .begin: "Begin"
        case .function(let number): "F\(number)"
        }
    }
}

/// One press as the terminal reported it.
public enum Key: Hashable, Sendable {
    /// A character that is text in a field and may be a shortcut elsewhere.
    case text(Unicode.Scalar)
    /// A character of the keypad: text in a field, never a shortcut.
    case keypad(Unicode.Scalar)
    /// Ctrl and a letter, given in lower case.
    case control(Unicode.Scalar)
    /// A key with a name.
    case named(NamedKey, KeyModifiers)
    /// Text that was pasted: for a field or for nothing.
    case paste(String)
    /// A sequence that is no known key: does nothing.
    case unknown
}

/// The keys that have names.
public enum NamedKey: Hashable, Sendable {
    /// Enter, of the main block or the keypad.
    case enter
    /// Esc by itself.
    case escape
    /// Tab.
    case tab
    /// Backspace.
    case backspace
    /// Delete.
    case delete
    /// Insert.
    case insert
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// The middle of the keypad.
    case begin
    /// A function key, from 1.
    case function(Int)
}

/// The keys held down with a named key.
public struct KeyModifiers: OptionSet, Hashable, Sendable {
    /// One bit a key, as xterm numbers them.
    public let rawValue: UInt8

    /// The modifiers of these bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Shift.
    public static let shift = KeyModifiers(rawValue: 1)
    /// Alt.
    public static let alt = KeyModifiers(rawValue: 2)
    /// Ctrl.
    public static let control = KeyModifiers(rawValue: 4)
    /// Meta.
    public static let meta = KeyModifiers(rawValue: 8)
}

extension Key {
    /// Enter.
    public static let enter = Key.named(.enter, [])
    /// Esc by itself.
    public static let escape = Key.named(.escape, [])
    /// Tab.
    public static let tab = Key.named(.tab, [])
    /// Shift and Tab.
    public static let backTab = Key.named(.tab, .shift)
    /// Backspace.
    public static let backspace = Key.named(.backspace, [])
    /// Delete.
    public static let delete = Key.named(.delete, [])
    /// Arrow up.
    public static let up = Key.named(.up, [])
    /// Arrow down.
    public static let down = Key.named(.down, [])
    /// Arrow left.
    public static let left = Key.named(.left, [])
    /// Arrow right.
    public static let right = Key.named(.right, [])
    /// Home.
    public static let home = Key.named(.home, [])
    /// End.
    public static let end = Key.named(.end, [])
    /// Page up.
    public static let pageUp = Key.named(.pageUp, [])
    /// Page down.
    public static let pageDown = Key.named(.pageDown, [])
}

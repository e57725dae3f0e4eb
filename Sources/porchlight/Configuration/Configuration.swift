import Transport

/// What the configuration file says, as values.
struct Configuration: Equatable, Sendable {
    /// The accounts, in the order of the file.
    var accounts: [AccountConfiguration] = []
    /// The name of the primary account; nil without accounts.
    var primary: String?
    /// How it looks, and how long a sign-out may last.
    var interface = InterfaceConfiguration()
    /// Whom to ask for names; nil: whom the system asks.
    var nameServers: [HostPort]?
    /// The keys bound otherwise than by default, in the order of the file.
    var keys: [KeyBinding] = []
}

/// The `[interface]` section.
struct InterfaceConfiguration: Equatable, Sendable {
    /// The colours.
    var theme = Theme.dark
    /// How long a sign-out waits for the servers; nil: for ever.
    var signOutLimit: Duration?
    /// After how long without a key one is shown as idle; nil: never.
    var idleAfter: Duration?
    /// Whether others are told since when one is idle.
    var tellsIdle = false
}

/// The sets of colours there are.
enum Theme: String, CaseIterable, Sendable {
    /// Light text on a dark ground.
    case dark
}

/// One line of the `[keys]` section, as it stands there: the screen knows which actions and keys exist.
struct KeyBinding: Equatable, Sendable {
    /// The action's name, such as "sign_out".
    let action: String
    /// The key's name, such as "o".
    let key: String
    /// Where it stands, to tell a mistake there; nil when that is not known.
    let position: TextPosition?
}

/// A place in a text file.
struct TextPosition: Hashable, Comparable, Sendable {
    /// Counts from 1.
    let line: Int
    /// Counts characters (Unicode scalars) from 1.
    let column: Int

    /// Whether the left place comes first.
    static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

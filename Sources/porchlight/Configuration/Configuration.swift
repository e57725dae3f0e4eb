import TerminalUI
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
    /// Which keys do what.
    var keymap = Keymap.standard
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

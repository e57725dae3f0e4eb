/// Which keys do what.
public struct Keymap: Hashable, Sendable {
    private var keys: [Action: [Key]]
    private var actions: [Key: Action] = [:]

    /// The keys of an unconfigured client.
    public static let standard = Keymap(keys: defaults)

    /// The standard keys with some actions given others.
    ///
    /// - Parameter rebindings: Names of actions, each with the names of all its keys.
    /// - Throws: The first mistake: an unknown name, or one key for two actions.
    public init(rebinding rebindings: [(action: String, keys: [String])]) throws(KeymapError) {
        var keys = Self.defaults
        for rebinding in rebindings {
            guard let action = Action(rawValue: rebinding.action) else {
                throw .unknownAction(rebinding.action)
            }
            var bound: [Key] = []
            for name in rebinding.keys {
                guard let key = Key(name: name) else { throw .unknownKey(name, for: action) }
                bound.append(key)
            }
            guard !bound.isEmpty else { throw .noKey(for: action) }
            keys[action] = bound
        }
        Self.yield(&keys, to: Set(rebindings.map(\.action)))
        self.init(keys: keys)
        for action in Action.allCases {
            for key in self.keys(for: action) {
                if let other = actions[key], other != action { throw .conflict(key, other, action) }
            }
        }
    }

    /// Takes standard keys away where the configuration has given them to something else.
    private static func yield(_ keys: inout [Action: [Key]], to rebound: Set<String>) {
        let taken = Set(keys.filter { rebound.contains($0.key.rawValue) }.flatMap(\.value))
        for action in Action.yielding where !rebound.contains(action.rawValue) {
            keys[action]?.removeAll { taken.contains($0) }
        }
    }

    private init(keys: [Action: [Key]]) {
        self.keys = keys
        // The first action keeps a key that two were given.
        for action in Action.allCases {
            for key in keys[action] ?? [] where actions[key] == nil { actions[key] = action }
        }
    }

    /// What the key does, if anything.
    public func action(for key: Key) -> Action? { actions[key] }

    /// The keys that do it, the one to show first.
    public func keys(for action: Action) -> [Key] { keys[action] ?? [] }

    /// The key to name in a hint; for what has none, that of the palette.
    func label(_ action: Action) -> DisplayText {
        (keys(for: action).first ?? keys(for: .palette).first)?.label ?? ""
    }

    private static let defaults: [Action: [Key]] = [
        .signIn: [.text("i")], .signOut: [.text("o")], .setStatus: [.text("s")], .filter: [.text("/")],
        .up: [.up, .text("k")], .down: [.down, .text("j")], .pageUp: [.pageUp], .pageDown: [.pageDown],
        .first: [.text("g"), .home], .last: [.text("G"), .end], .open: [.enter],
        .toggleOffline: [.text("H")], .changeOrder: [.text("z")], .journal: [.text("J")],
        .accept: [.text("y")], .refuse: [.text("n")], .add: [.text("a")], .edit: [.text("e")],
        .remove: [.text("x")], .block: [.text("b")], .merge: [.text("m")],
        .services: [.tab], .palette: [.text(":"), .control("p")], .help: [.text("?")],
        .quit: [.text("q")], .redraw: [.control("l")], .suspend: [.control("z")],
    ]
}

/// Why keys cannot be bound as the configuration wishes.
public enum KeymapError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No action has that name.
    case unknownAction(String)
    /// No key that could be bound has that name.
    case unknownKey(String, for: Action)
    /// An action would have no key.
    case noKey(for: Action)
    /// One key would do two things.
    case conflict(Key, Action, Action)

    /// The mistake in words, with what was expected.
    public var description: String {
        switch self {
        case .unknownAction(let name):
            "\(DisplayText(name).string): no such action; the actions are "
                + Action.allCases.map(\.rawValue).joined(separator: ", ")
        case .unknownKey(let name, let action):
            "\(action.rawValue): \(DisplayText(name).string) is not a key that can be bound; expected one "
                + "character, ctrl- and a letter, or a name such as enter, space, page-up, f1"
        case .noKey(let action):
            "\(action.rawValue): at least one key is needed"
        case .conflict(let key, let first, let second):
            "\(key.label.string) is bound to both \(first.rawValue) and \(second.rawValue)"
        }
    }
}

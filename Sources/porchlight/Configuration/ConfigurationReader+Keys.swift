import TerminalUI

extension ConfigurationReader {
    /// The keys as the section binds them, the others as usual.
    mutating func keymap(in section: ConfigurationSection) -> Keymap {
        let before = errors.count
        let bindings = section.keys.compactMap { binding($0, in: section) }
        // A binding that is wrong in itself may have been meant to make room for another.
        guard errors.count == before else { return .standard }
        do throws(KeymapError) {
            return try Keymap(rebinding: bindings)
        } catch {
            // Of two bindings that cannot both be, the later one is the mistake.
            let later = bindings.last { error.actions.contains($0.action) }?.action
            note(.unfitBinding(reason: error.description), of: section, at: later ?? "")
            return .standard
        }
    }

    /// What one line binds; nil, with the mistake noted, when there is no such action or key.
    private mutating func binding(
        _ action: String, in section: ConfigurationSection
    ) -> (action: String, keys: [String])? {
        guard let key = string(action, in: section, expected: "the name of a key in quotes") else {
            return nil
        }
        do throws(KeymapError) {
            _ = try Keymap(rebinding: [(action: action, keys: [key])])
        } catch {
            switch error {
            case .unknownAction, .unknownKey, .noKey:
                note(.unfitBinding(reason: error.description), of: section, at: action)
                return nil
            // Another line may give the other action another key.
            case .conflict: break
            }
        }
        return (action: action, keys: [key])
    }
}

extension KeymapError {
    /// The names of the actions that it is about.
    fileprivate var actions: [String] {
        switch self {
        case .unknownAction(let name): [name]
        case .unknownKey(_, let action), .noKey(let action): [action.rawValue]
        case .conflict(_, let first, let second): [first.rawValue, second.rawValue]
        }
    }
}

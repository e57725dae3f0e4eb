import Messenger

/// The palette while it is open: every action by name, fewer with each letter.
struct PaletteState: Hashable {
    /// Where it was opened, and what the action is for.
    private(set) var origin: Origin
    var field = TextField()
    var place = 0

    enum Origin: Hashable {
        case list
        case details(DetailsState)
    }

    init(origin: Origin) { self.origin = origin }

    /// What is open behind it; nil where nothing is.
    var details: DetailsState? {
        switch origin {
        case .list: nil
        case .details(let details): details
        }
    }

    /// The same when contacts are these now.
    func following(_ numberNow: (ContactID) -> ContactID?) -> PaletteState {
        var palette = self
        palette.origin = details?.following(numberNow).map { .details($0) } ?? .list
        return palette
    }

    /// The actions whose name has every word that is typed; those that begin so come first.
    var matches: [Action] {
        let typed = field.text.lowercased()
        let words = typed.split(separator: " ").map { Array($0.utf8) }
        let found = Self.choices.filter { action in
            let name = Array((action.words.string + " " + action.rawValue).lowercased().utf8)
            return words.allSatisfy { name.contains(bytes: $0) }
        }
        let begin = found.filter { Self.begins($0, typed) }
        return begin + found.filter { !Self.begins($0, typed) }
    }

    /// The chosen one; nil when nothing matches.
    var chosen: Action? {
        let matches = self.matches
        return matches.indices.contains(place) ? matches[place] : nil
    }

    mutating func move(by step: Int) { place = max(0, min(place + step, matches.count - 1)) }

    /// The palette itself is open already.
    private static let choices = Action.allCases.filter { $0 != .palette }

    private static func begins(_ action: Action, _ typed: String) -> Bool {
        !typed.isEmpty && action.words.string.lowercased().utf8.starts(with: typed.utf8)
    }
}

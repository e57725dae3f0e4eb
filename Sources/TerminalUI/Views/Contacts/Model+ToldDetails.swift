import Messenger

extension Model {
    /// What a contact tells of themselves beside the presence.
    func toldLines(of contact: ContactID, width: Int) -> [StyledText] {
        guard let told = state.details(of: contact) else { return [] }
        let parts: [(DisplayText, String)] = [
            ("calls themselves ", told.nickname), ("mood: ", told.mood), ("doing: ", told.activity),
            ("listens to: ", told.tune),
        ]
        return parts.flatMap { label, text -> [StyledText] in
            let shown = DisplayText(text)
            if shown.isEmpty { return [] }
            return (label + shown).wrapped(to: width, maximum: 2).map { StyledText($0) }
        }
    }

    /// Who sees whom, where it is not each the other.
    func subscriptionLines(_ entry: Contact, width: Int) -> [StyledText] {
        let words: DisplayText =
            switch entry.subscription {
            case .both: ""
            case .to: "you see them, they don't see you"
            case .from: "they see you, you don't see them"
            case .none: "neither sees the other"
            }
        let asked: DisplayText = entry.isAsking ? "asked to see them: no answer yet" : ""
        return [words, asked].filter { !$0.isEmpty }.flatMap { $0.wrapped(to: width, maximum: 2) }
            .map { StyledText($0, .dim) }
    }

    /// What can be done, a line each with its key, and which of them is chosen.
    func deedLines(_ details: DetailsState, width: Int) -> (lines: [StyledText], chosen: Int) {
        let deeds = self.deeds
        let chosen = max(0, min(details.place, deeds.count - 1))
        let lines = deeds.enumerated().map { place, deed in
            let mark: DisplayText = place == chosen ? "▸ " : "  "
            let key = keymap.keys(for: deed.action).first?.label ?? ""
            if place == chosen {
                return StyledText(
                    (mark + key.padded(to: 3) + deed.words).truncated(to: width).padded(to: width), .selected)
            }
            return StyledText(mark) + StyledText(key.padded(to: 3), .key) + StyledText(deed.words)
        }
        return (lines, chosen)
    }
}

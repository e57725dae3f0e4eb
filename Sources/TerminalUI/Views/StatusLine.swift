/// What the last row says: the same thing in several lengths, and the keys that matter now.
struct StatusLine: Hashable {
    struct Hint: Hashable {
        let key: DisplayText
        let words: DisplayText
    }

    /// From the fullest to the shortest; what must be kept longest is in all of them.
    let forms: [StyledText]
    /// What follows the form where that leaves room for the first hint; it is worth more than the others.
    var asking = StyledText()
    /// The form that is enough before that, where all is well; nil where more must be said.
    var brief: StyledText?
    /// What follows the fullest form where that leaves room for every hint; it is worth less than these.
    var extra = StyledText()
    /// The one that matters most first.
    let hints: [Hint]

    /// The fullest form that fits, then as many hints as fit beside it: names are worth more than hints.
    func draw(_ grid: inout Grid, row: Int, layout: Layout) {
        let width = layout.columns - 2 * layout.margin
        guard let form = form(width) else { return }
        grid.put(form, row: row, column: layout.margin, maxWidth: width)
        for count in stride(from: hints.count, to: 0, by: -1) {
            let shown = Self.joined(hints.prefix(count))
            guard form.width + 2 + shown.width <= width else { continue }
            grid.put(
                shown, row: row, column: layout.columns - layout.margin - shown.width, maxWidth: shown.width)
            return
        }
    }

    private func form(_ width: Int) -> StyledText? {
        if let first = forms.first, !extra.pieces.isEmpty {
            let roomy = first + asking + extra
            let all = Self.joined(hints[...])
            if roomy.width + 2 + all.width <= width { return roomy }
        }
        guard let form = forms.first(where: { $0.width <= width }) ?? forms.last else { return nil }
        if asking.pieces.isEmpty { return form }
        let firstHint = Self.joined(hints.prefix(1))
        let whole = [form, brief].compactMap { $0 }.first {
            $0.width + asking.width + 2 + firstHint.width <= width
        }
        return whole.map { $0 + asking } ?? form
    }

    private static func joined(_ hints: ArraySlice<Hint>) -> StyledText {
        let texts = hints.map { StyledText($0.key, .key) + StyledText(" " + $0.words, .dim) }
        return StyledText.joined(texts, by: "  ")
    }
}

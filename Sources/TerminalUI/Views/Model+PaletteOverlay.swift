extension Model {
    /// What is typed, and every action that it may mean with its first key.
    func overlay(of palette: PaletteState, _ layout: Layout) -> Overlay {
        var overlay = Overlay(title: "What to do?", width: 56)
        let width = Overlay.innerWidth(overlay.width, layout)
        let window = palette.field.window(columns: width)
        overlay.add(StyledText(window.text.truncated(to: width).padded(to: width), .focusedField))
        let matches = palette.matches
        if matches.isEmpty { overlay.add(StyledText("nothing has that name", .dim)) }
        let room = max(1, Overlay.height(layout) - 1)
        let first = max(0, min(palette.place - room + 1, matches.count - room))
        for (place, action) in matches.enumerated().dropFirst(first).prefix(room) {
            let key = keymap.keys(for: action).first?.label ?? ""
            let words = action.words.truncated(to: max(4, width - 8)).padded(to: max(4, width - 7))
            let line = (words + key).padded(to: width)
            overlay.add(place == palette.place ? StyledText(line, .selected) : StyledText(line))
        }
        overlay.cursorColumn = window.cursor
        return overlay
    }
}

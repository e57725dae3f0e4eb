import Messenger

extension Model {
    /// The screen as it is now.
    public mutating func draw() -> Grid {
        var grid = Grid(rows: rows, columns: columns, glyphs: glyphs)
        let layout = Layout(rows: rows, columns: columns, filter: filter)
        refreshList()
        leaveDetailsOfOthers()
        showsAges = false
        drawTitle(&grid, layout)
        drawRules(&grid, layout)
        if showsDetailsAlone(layout) {
            drawDetails(&grid, layout, rows: layout.body)
        } else {
            drawList(&grid, layout)
            if layout.hasDetails { drawRightColumn(&grid, layout) }
        }
        drawFilter(&grid, layout)
        overlay(layout)?.draw(&grid, layout)
        // Last, so that nothing can cover it.
        drawStatusLine(&grid, layout)
        return grid
    }

    /// Whether an open contact takes the list's place, for want of room beside it.
    func showsDetailsAlone(_ layout: Layout) -> Bool { isOpen && !layout.hasDetails }

    /// Whether a contact is open, be it behind the palette.
    var isOpen: Bool {
        switch focus {
        case .details: true
        case .palette(let palette): palette.origin != .list
        case .list, .filter, .help, .journal, .services, .form, .picker, .keepQuestion, .contactForm,
            .question, .answering, .blocked, .consent:
            false
        }
    }

    /// The same status word as on the status line, and one's own address.
    private func drawTitle(_ grid: inout Grid, _ layout: Layout) {
        guard let row = layout.title else { return }
        let width = layout.columns - 2 * layout.margin
        let name: DisplayText = "Porchlight"
        let status = StyledText(ownTitle, state.status.style)
        let address = state.primary.flatMap { state[$0] }.map { DisplayText($0.description.address) } ?? ""
        let full = address.isEmpty ? status : StyledText(address) + StyledText("  ") + status
        let short = StyledText(state.status.title, state.status.style)
        let right = [full, status].first { $0.width <= width } ?? short
        let place = layout.columns - layout.margin - min(right.width, width)
        grid.put(right, row: row, column: place, maxWidth: width)
        if layout.margin + name.width + 2 <= place {
            grid.put(name, row: row, column: layout.margin, style: .title)
        }
    }

    private func drawRules(_ grid: inout Grid, _ layout: Layout) {
        let columns = layout.margin..<max(layout.margin, layout.columns - layout.margin)
        for row in [layout.topRule, layout.bottomRule].compactMap({ $0 }) {
            grid.fill(row: row, columns: columns, with: "─", style: .dim)
        }
        guard let divider = layout.divider else { return }
        for row in layout.body { grid.put("│", row: row, column: divider, style: .dim) }
        if let row = layout.topRule { grid.put("┬", row: row, column: divider, style: .dim) }
        if let row = layout.bottomRule { grid.put("┴", row: row, column: divider, style: .dim) }
    }

    private func drawFilter(_ grid: inout Grid, _ layout: Layout) {
        guard let row = layout.filter, let filter else { return }
        let label: DisplayText = "Filter: "
        grid.put(label, row: row, column: layout.margin, style: .title)
        let start = layout.margin + label.width
        let window = filter.window(columns: max(0, layout.columns - layout.margin - start))
        grid.put(window.text, row: row, column: start)
        if focus == .filter { grid.cursor = Grid.Position(row: row, column: start + window.cursor) }
    }
}

/// A box over the list: help, form, picker or question. It never reaches the status line.
struct Overlay: Hashable {
    var title: DisplayText
    /// How wide its lines want to be.
    let width: Int
    var lines: [StyledText] = []
    /// The line that must be seen however small the screen is.
    var focusLine = 0
    /// Where in that line the cursor stands; nil for none.
    var cursorColumn: Int?
    /// The first line to show, if all cannot be.
    var top = 0
    /// How many more there are below the lines, where only those are given that can be seen.
    var below = 0

    mutating func add(_ line: StyledText) { lines.append(line) }

    /// Adds the line that must be seen.
    mutating func addFocused(_ line: StyledText, cursor: Int?) {
        focusLine = lines.count
        cursorColumn = cursor
        lines.append(line)
    }

    /// How wide a box's lines can be on this screen.
    static func innerWidth(_ wanted: Int, _ layout: Layout) -> Int {
        hasBorder(layout) ? min(wanted, layout.columns - 6) : max(0, min(wanted, layout.columns))
    }

    private static func hasBorder(_ layout: Layout) -> Bool {
        layout.columns >= 30 && layout.overlay.count >= 7
    }

    /// How many lines can be seen at once on this screen.
    static func height(_ layout: Layout) -> Int {
        max(0, layout.overlay.count - (hasBorder(layout) ? 2 : 0))
    }

    func draw(_ grid: inout Grid, _ layout: Layout) {
        let region = layout.overlay
        guard !region.isEmpty else { return }
        if Self.hasBorder(layout) {
            let inner = Self.innerWidth(width, layout)
            let height = min(lines.count, Self.height(layout))
            let top = region.lowerBound + (region.count - height - 2) / 2
            let left = (layout.columns - inner - 4) / 2
            drawBorder(&grid, rows: top..<top + height + 2, columns: left..<left + inner + 4)
            if self.top + height < lines.count + below {
                grid.put(" ↓ more ", row: top + height + 1, column: left + inner - 6, style: .dim)
            }
            drawLines(&grid, rows: top + 1..<top + 1 + height, column: left + 2, width: inner)
        } else {
            for row in region { grid.fill(row: row, columns: 0..<layout.columns) }
            drawLines(&grid, rows: region, column: 0, width: layout.columns)
        }
    }

    private func drawLines(_ grid: inout Grid, rows: Range<Int>, column: Int, width: Int) {
        var first = max(0, min(top, lines.count - rows.count))
        if focusLine >= first + rows.count { first = focusLine - rows.count + 1 }
        for (row, line) in zip(rows, lines.dropFirst(first)) {
            grid.put(line, row: row, column: column, maxWidth: width)
        }
        let cursorRow = rows.lowerBound + focusLine - first
        if let cursorColumn, rows.contains(cursorRow), grid.columns > 0 {
            grid.cursor = Grid.Position(row: cursorRow, column: min(column + cursorColumn, grid.columns - 1))
        }
    }

    private func drawBorder(_ grid: inout Grid, rows: Range<Int>, columns: Range<Int>) {
        guard let first = rows.first, let last = rows.last else { return }
        let (left, right) = (columns.lowerBound, columns.upperBound - 1)
        for row in rows {
            grid.fill(row: row, columns: columns)
            grid.put("│", row: row, column: left, style: .dim)
            grid.put("│", row: row, column: right, style: .dim)
        }
        for (row, corners) in [(first, ("┌", "┐")), (last, ("└", "┘"))] as [(Int, (DisplayText, DisplayText))]
        {
            grid.fill(row: row, columns: columns, with: "─", style: .dim)
            grid.put(corners.0, row: row, column: left, style: .dim)
            grid.put(corners.1, row: row, column: right, style: .dim)
        }
        let shown = " " + title + " "
        grid.put(shown, row: first, column: left + 2, maxWidth: max(0, columns.count - 4), style: .title)
    }
}

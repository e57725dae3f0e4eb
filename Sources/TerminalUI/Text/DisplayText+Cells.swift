extension DisplayText {
    /// The cells from left to right.
    public var cells: [Cell] {
        var cells: [Cell] = []
        cells.reserveCapacity(width)
        forEachCell { cells.append($0) }
        return cells
    }

    /// The text cut to that many columns; what was cut ends with "…", which takes the last of them.
    public func truncated(to columns: Int) -> DisplayText {
        if width <= columns { return self }
        guard columns > 0 else { return .empty }
        var kept = ""
        var taken = 0
        var isFull = false
        forEachCell { cell in
            if isFull || taken + cell.width > columns - 1 {
                isFull = true
            } else {
                kept += cell.text
                taken += cell.width
            }
        }
        return DisplayText(clean: kept + "…", width: taken + 1)
    }

    /// The text without its first `columns` columns; a wide cell that would be cut in two goes whole.
    func dropping(columns: Int) -> DisplayText {
        guard columns > 0 else { return self }
        var rest = ""
        var seen = 0
        var width = 0
        forEachCell { cell in
            if seen >= columns {
                rest += cell.text
                width += cell.width
            }
            seen += cell.width
        }
        return DisplayText(clean: rest, width: width)
    }

    /// Gives each cell from left to right. Works on scalars: a `Character` has no bounded length.
    func forEachCell(_ body: (Cell) -> Void) {
        if string.utf8.count == width {
            // Printable ASCII: every byte is a cell.
            for scalar in string.unicodeScalars { body(Cell(text: String(scalar), width: 1)) }
            return
        }
        var cell = ""
        var cellWidth = 0
        for scalar in string.unicodeScalars {
            if case .mark = ScalarClass(scalar) {
                cell.unicodeScalars.append(scalar)
            } else {
                if cellWidth > 0 { body(Cell(text: cell, width: cellWidth)) }
                cell = String(scalar)
                cellWidth = ColumnWidth.of(scalar)
            }
        }
        if cellWidth > 0 { body(Cell(text: cell, width: cellWidth)) }
    }
}

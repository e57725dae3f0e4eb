/// A screen as rows of cells. Whatever is put outside of it is cut.
public struct Grid: Hashable, Sendable {
    /// One column of one row.
    public struct Cell: Hashable, Sendable {
        /// A base scalar and its marks; empty for the second column of a wide cell.
        public let text: String
        /// 2 for the first column of a wide cell, 0 for its second, otherwise 1.
        public let width: UInt8
        /// Its meaning.
        public let style: Style

        static let blank = Cell(text: " ", width: 1, style: .plain)
    }

    /// A place on the grid.
    public struct Position: Hashable, Sendable {
        /// Counted from the top, from 0.
        public let row: Int
        /// Counted from the left, from 0.
        public let column: Int

        /// The place at `row` and `column`.
        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// The most rows and the most columns of a grid; a greater terminal shows it at its upper left.
    public static let maximumSide = 1000

    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// Where the terminal's cursor is to be shown; nil when it is to be hidden.
    public var cursor: Position?

    private let glyphs: Glyphs
    private var cells: [Cell]

    /// A blank grid; a negative size counts as zero, a size beyond ``maximumSide`` as that.
    public init(rows: Int, columns: Int, glyphs: Glyphs = .unicode) {
        self.rows = max(0, min(rows, Self.maximumSide))
        self.columns = max(0, min(columns, Self.maximumSide))
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: self.rows * self.columns)
    }

    /// The cells of a row from left to right; none for a row that does not exist.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard (0..<rows).contains(row) else { return [] }
        return cells[row * columns..<(row + 1) * columns]
    }

    /// Puts the text at a place, cut with "…" to `maxWidth` columns and to the grid.
    ///
    /// - Returns: The columns that were written.
    @discardableResult
    public mutating func put(
        _ text: DisplayText, row: Int, column: Int, maxWidth: Int = .max, style: Style = .plain
    ) -> Int {
        guard (0..<rows).contains(row), (0..<columns).contains(column) else { return 0 }
        let shown = text.truncated(to: min(maxWidth, columns - column))
        var place = column
        shown.forEachCell { cell in
            set(cell, row: row, column: place, style: style)
            place += cell.width
        }
        return place - column
    }

    /// Fills columns of a row with one text of width 1.
    public mutating func fill(
        row: Int, columns range: Range<Int>, with text: DisplayText = " ", style: Style = .plain
    ) {
        guard (0..<rows).contains(row), let cell = text.cells.first, cell.width == 1 else { return }
        for column in range.clamped(to: 0..<columns) { set(cell, row: row, column: column, style: style) }
    }

    /// Gives the cells of a row another meaning.
    public mutating func restyle(row: Int, columns range: Range<Int>, style: Style) {
        guard (0..<rows).contains(row) else { return }
        for column in range.clamped(to: 0..<columns) {
            let cell = cells[row * columns + column]
            cells[row * columns + column] = Cell(text: cell.text, width: cell.width, style: style)
        }
    }

    private mutating func set(_ cell: DisplayText.Cell, row: Int, column: Int, style: Style) {
        guard column + cell.width <= columns else { return }
        let text = glyphs.shown(cell)
        let isStandIn = text != cell.text && cell.width == 2
        for offset in 0..<cell.width { breakWideCell(at: row * columns + column + offset) }
        let place = row * columns + column
        if cell.width == 1 || isStandIn {
            for offset in 0..<cell.width { cells[place + offset] = Cell(text: text, width: 1, style: style) }
        } else {
            cells[place] = Cell(text: text, width: 2, style: style)
            cells[place + 1] = Cell(text: "", width: 0, style: style)
        }
    }

    /// Half of a wide cell must not stay behind when its other half is written over.
    private mutating func breakWideCell(at place: Int) {
        let cell = cells[place]
        let blank = Cell(text: " ", width: 1, style: cell.style)
        if cell.width == 0, place > 0 { cells[place - 1] = blank }
        if cell.width == 2, place + 1 < cells.count { cells[place + 1] = blank }
    }
}

extension Grid {
    /// The rows as text, without trailing blanks: what a person would read, for tests.
    public var lines: [String] {
        (0..<rows).map { number in
            var line = String.UnicodeScalarView()
            for cell in row(number) { line.append(contentsOf: cell.text.unicodeScalars) }
            while line.last == " " { line.removeLast() }
            return String(line)
        }
    }
}

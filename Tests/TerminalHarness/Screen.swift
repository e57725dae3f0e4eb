/// What a terminal showed at one moment.
public struct Screen: Sendable, CustomStringConvertible {
    /// One cell: its character and how it looks.
    public struct Cell: Equatable, Sendable {
        /// The character with its marks; empty for a cell never written and for the right half of a wide one.
        public var text: String
        /// Cells taken: 1, or 2 for a wide character; 0 for the right half of one.
        public var width: Int
        /// Bold.
        public var isBold: Bool
        /// Underlined.
        public var isUnderlined: Bool
        /// Foreground and background changed over.
        public var isReversed: Bool
        /// Index of the palette; nil for the terminal's own colour.
        public var foreground: Int?
        /// Index of the palette; nil for the terminal's own colour.
        public var background: Int?
    }

    /// The rows from the top, each as wide as the terminal.
    public var cells: [[Cell]]
    /// Where the cursor is; nil when it is hidden.
    public var cursor: Position?

    /// A place on the screen, counted from the upper left corner.
    public struct Position: Equatable, Sendable {
        /// From 0 at the top.
        public var row: Int
        /// From 0 at the left.
        public var column: Int

        /// The place at this row and column.
        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// The rows as text without the blanks at their ends.
    public var lines: [String] { cells.map(Screen.text) }

    /// The whole screen as text.
    public var text: String { lines.joined(separator: "\n") }

    /// The last row: the status line.
    public var lastLine: String { lines.last ?? "" }

    /// Whether the text stands in one row.
    public func shows(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

    /// The cells in which the text is first found; nil when it is on no row.
    public func cells(of text: String) -> [Cell]? {
        for row in cells {
            for start in row.indices {
                var end = start
                var seen = ""
                while end < row.endIndex, seen.utf8.count < text.utf8.count {
                    seen += Screen.shown(row[end])
                    end += 1
                }
                if seen == text { return Array(row[start..<end]) }
            }
        }
        return nil
    }

    /// The screen in a frame.
    public var description: String {
        let edge = "+" + String(repeating: "-", count: cells.first?.count ?? 0) + "+"
        return ([edge] + cells.map { "|" + $0.map(Screen.shown).joined() + "|" } + [edge]).joined(
            separator: "\n")
    }

    private static func shown(_ cell: Cell) -> String {
        cell.text.isEmpty && cell.width == 1 ? " " : cell.text
    }

    private static func text(_ row: [Cell]) -> String {
        var line = row.map(shown).joined()
        while line.last == " " { line.removeLast() }
        return line
    }
}

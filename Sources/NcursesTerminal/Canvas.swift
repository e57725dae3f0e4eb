import CNcurses
import Glibc
import TerminalUI

/// What curses was given so far; puts the rows of a grid that differ from it.
struct Canvas {
    private var shown: Grid?
    private let hasColour: Bool

    init() {
        let noColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        hasColour = screen_has_colour() && !noColour
    }

    /// Curses holds nothing any more: the next grid is put whole.
    mutating func forget() {
        shown = nil
    }

    /// Puts the changed rows and the cursor.
    mutating func put(_ grid: Grid) {
        for number in 0..<grid.rows where shown?.row(number) != grid.row(number) {
            put(grid.row(number), number)
        }
        let cursor = grid.cursor
        screen_cursor(cursor.map { Int32($0.row) } ?? -1, cursor.map { Int32($0.column) } ?? 0)
        shown = grid
    }

    /// A row is put whole: half of a wide cell written over would take the other half with it.
    private func put(_ row: ArraySlice<Grid.Cell>, _ number: Int) {
        for (column, cell) in row.enumerated() where cell.width > 0 {
            let look = Look(cell.style)
            let scalars = cell.text.unicodeScalars.map(\.value)
            screen_put(
                Int32(number), Int32(column), Int32(cell.width), scalars, scalars.count,
                look.attributes.rawValue,
                hasColour ? look.colour ?? -1 : -1)
        }
    }
}

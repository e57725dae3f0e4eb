import Testing

@testable import TerminalUI

@Suite struct GridTests {
    @Test("what is put outside of the grid is cut or ignored")
    func cuts() {
        var grid = Grid(rows: 2, columns: 4)
        grid.put("abcdef", row: 0, column: 1)
        grid.put("x", row: 2, column: 0)
        grid.put("x", row: -1, column: 0)
        grid.put("x", row: 1, column: 4)
        grid.fill(row: 1, columns: -3..<9, with: "─")
        #expect(grid.lines == [" ab…", "────"])
    }

    @Test("a wide cell is never cut in two")
    func wideCells() {
        var grid = Grid(rows: 1, columns: 5)
        grid.put("中文", row: 0, column: 0)
        #expect(grid.row(0).map(\.width) == [2, 0, 2, 0, 1])
        grid.put("x", row: 0, column: 1)
        #expect(grid.lines == [" x文"])
        grid.put("y", row: 0, column: 2)
        #expect(grid.lines == [" xy"])
        grid.put("中", row: 0, column: 4)
        #expect(grid.lines == [" xy …"])
    }

    @Test("where the locale is not UTF-8 every cell is ASCII and as wide as before")
    func asciiOnly() {
        var grid = Grid(rows: 1, columns: 12, glyphs: .ascii)
        grid.put("● é中\u{65}\u{301}─│…", row: 0, column: 0)
        #expect(grid.lines == ["* ???e-|~"])
        #expect(grid.row(0).allSatisfy { $0.width == 1 })
    }

    @Test("any size is a grid", arguments: [(0, 0), (1, 1), (-5, 3), (100_000, 100_000)])
    func sizes(rows: Int, columns: Int) {
        var grid = Grid(rows: rows, columns: columns)
        grid.put("中x", row: 0, column: 0)
        #expect(grid.lines.count == grid.rows)
    }
}

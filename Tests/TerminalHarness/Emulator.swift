import CPtyHarness

/// A terminal emulator that reads what a program draws.
final class Emulator {
    private let emulator: OpaquePointer
    private(set) var rows: Int
    private(set) var columns: Int

    /// libvterm reads outside of its cells when a wide character comes to a screen of one column.
    private static let fewestColumns = 2

    init?(rows: Int, columns: Int) {
        guard let emulator = emulator_new(Int32(max(rows, 1)), Int32(max(columns, Self.fewestColumns))) else {
            return nil
        }
        self.emulator = emulator
        self.rows = max(rows, 1)
        self.columns = max(columns, 1)
    }

    deinit { emulator_free(emulator) }

    var isAlternateScreen: Bool { emulator_alternate_screen(emulator) }
    var isCursorShown: Bool { emulator_cursor_shown(emulator) }
    var isMouseReported: Bool { emulator_mouse_reported(emulator) }

    func resize(rows: Int, columns: Int) {
        self.rows = max(rows, 1)
        self.columns = max(columns, 1)
        emulator_resize(emulator, Int32(self.rows), Int32(max(self.columns, Self.fewestColumns)))
    }

    /// Takes what the program wrote; returns what a terminal answers.
    func take(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.withUnsafeBufferPointer { emulator_take(emulator, $0.baseAddress, $0.count) }
        var answer = [UInt8](repeating: 0, count: 4096)
        let count = emulator_answers(emulator, &answer, answer.count)
        return Array(answer.prefix(count))
    }

    var screen: Screen {
        var row: Int32 = 0
        var column: Int32 = 0
        emulator_cursor(emulator, &row, &column)
        return Screen(
            cells: (0..<rows).map { row in (0..<columns).map { cell(row: row, column: $0) } },
            cursor: isCursorShown ? Screen.Position(row: Int(row), column: Int(column)) : nil)
    }

    private func cell(row: Int, column: Int) -> Screen.Cell {
        let cell = emulator_cell_at(emulator, Int32(row), Int32(column))
        let all = [
            cell.scalars.0, cell.scalars.1, cell.scalars.2, cell.scalars.3, cell.scalars.4, cell.scalars.5,
        ]
        var text = String.UnicodeScalarView()
        text.append(contentsOf: all.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init))
        return Screen.Cell(
            text: String(text), width: Int(cell.width), isBold: cell.bold, isUnderlined: cell.underline,
            isReversed: cell.reverse, foreground: cell.foreground < 0 ? nil : Int(cell.foreground),
            background: cell.background < 0 ? nil : Int(cell.background))
    }
}

/// Which symbols the terminal can show.
public enum Glyphs: Hashable, Sendable {
    /// Any of Unicode's.
    case unicode
    /// ASCII only, where the locale is not UTF-8: our symbols have stand-ins, other text shows "?".
    case ascii

    /// What to show for a cell's text, one scalar per column where it is a stand-in.
    func shown(_ cell: DisplayText.Cell) -> String {
        switch self {
        case .unicode: cell.text
        case .ascii: Self.standIn(for: cell)
        }
    }

    private static func standIn(for cell: DisplayText.Cell) -> String {
        guard let base = cell.text.unicodeScalars.first else { return " " }
        if base.isASCII { return String(base) }
        switch base {
        case "─": return "-"
        case "│": return "|"
        case "┬", "┴", "┌", "┐", "└", "┘", "├", "┤", "┼": return "+"
        case "▾": return "v"
        case "▸": return ">"
        case "●": return "*"
        case "◐": return "a"
        case "○": return "."
        case "◉": return "b"
        case "◌": return "~"
        case "•": return "*"
        case "·": return "-"
        case "…": return "~"
        case "↑": return "^"
        case "↓": return "v"
        case "←": return "<"
        case "→": return ">"
        default: return "?"
        }
    }
}

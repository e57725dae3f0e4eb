import CNcurses
import TerminalUI

/// How a meaning is drawn: attributes always, a colour where colours are wanted.
struct Look {
    var attributes: screen_attribute
    /// 0 to 7 of the palette; nil for the terminal's own.
    var colour: Int32?

    private init(_ attributes: screen_attribute = SCREEN_PLAIN, _ colour: Int32? = nil) {
        self.attributes = attributes
        self.colour = colour
    }

    private static let red: Int32 = 1
    private static let green: Int32 = 2
    private static let yellow: Int32 = 3

    init(_ style: Style) {
        switch style {
        case .plain: self.init()
        case .dim: self.init(SCREEN_DIM)
        case .title: self.init(SCREEN_BOLD)
        case .selected: self.init(SCREEN_REVERSE)
        case .selectedInactive: self.init(SCREEN_UNDERLINE)
        case .available: self.init(SCREEN_PLAIN, Look.green)
        case .away: self.init(SCREEN_PLAIN, Look.yellow)
        case .busy: self.init(SCREEN_PLAIN, Look.red)
        case .offline: self.init(SCREEN_DIM)
        case .pending: self.init(SCREEN_BOLD, Look.yellow)
        case .success: self.init(SCREEN_BOLD, Look.green)
        case .warning: self.init(SCREEN_BOLD, Look.yellow)
        case .error: self.init(SCREEN_BOLD, Look.red)
        case .key: self.init(SCREEN_BOLD)
        case .field: self.init(SCREEN_UNDERLINE)
        case .focusedField: self.init(screen_attribute(SCREEN_UNDERLINE.rawValue | SCREEN_BOLD.rawValue))
        }
    }
}

import TerminalUI

/// Why a terminal cannot show the program.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
    /// Standard input or standard output leads elsewhere: a file, a pipe.
    case notATerminal(Stream)
    /// TERM is unset or names a type that this machine does not know.
    case typeUnknown(String)
    /// The type named by TERM cannot place its cursor or clear its screen.
    case typeTooSimple(String)
    /// The descriptions of terminal types are not installed.
    case noTypeDescriptions
    /// The system had no memory or descriptors left.
    case noResources

    /// A stream of the process that has to be a terminal.
    public enum Stream: String, Sendable {
        /// Where keys come from.
        case input = "standard input"
        /// Where the screen is drawn.
        case output = "standard output"
    }

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .notATerminal(let stream):
            "\(stream.rawValue) is not a terminal"
        case .typeUnknown(""):
            "the terminal type is not set (TERM)"
        case .typeUnknown(let type):
            "the terminal type \"\(DisplayText(type).string)\" (TERM) is not known here"
        case .typeTooSimple(let type):
            "the terminal type \"\(DisplayText(type).string)\" (TERM) cannot place its cursor"
        case .noTypeDescriptions:
            "no descriptions of terminal types are installed (package ncurses-base)"
        case .noResources:
            "no memory or file descriptors left for the screen"
        }
    }
}

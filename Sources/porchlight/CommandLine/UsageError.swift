import TerminalUI

/// Why a command line cannot be followed.
enum UsageError: Error, Equatable, CustomStringConvertible {
    /// There is no such option.
    case unknownOption(String)
    /// A word that has no place there.
    case unexpected(String)
    /// Nothing stands behind the option.
    case missingValue(CommandOption)
    /// What stands behind the option cannot be.
    case wrong(CommandOption, found: String, expected: String)
    /// The option says something of the demo, which was not asked for.
    case onlyForDemo(CommandOption)
    /// A configuration was given to the demo.
    case noConfigurationForDemo

    /// The mistake in one line.
    var description: String {
        switch self {
        case .unknownOption(let word):
            "no such option: \(String.quoting(word))" + Self.hint(word, CommandOption.allCases.map(\.name))
        case .unexpected(let word):
            "no such command: \(String.quoting(word))" + Self.hint(word, Subcommand.allCases.map(\.rawValue))
        case .missingValue(let option): "\(option.name): a value is missing"
        case .wrong(let option, let found, let expected):
            "\(option.name): found \(found), expected \(expected)"
        case .onlyForDemo(let option): "\(option.name): only for the demo"
        case .noConfigurationForDemo: "--config: the demo reads no configuration"
        }
    }

    private static func hint(_ word: String, _ known: [String]) -> String {
        NearestName.of(word, among: known).map { "; did you mean \($0)?" } ?? ""
    }
}

extension String {
    /// What somebody wrote, in quotes, cut to what fits a message and fit to be shown.
    static func quoting(_ text: String) -> String { "\"\(DisplayText(Excerpt.of(text, limit: 60)).string)\"" }
}

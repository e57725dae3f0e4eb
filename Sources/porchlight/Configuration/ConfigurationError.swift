import TerminalUI

/// One mistake in a configuration file, told as one line.
struct ConfigurationError: Error, Equatable, Sendable {
    /// The file's path.
    let file: String
    /// Where the mistake stands; nil for the file as a whole.
    let position: TextPosition?
    /// The key it is about, such as accounts, home, tls; empty for the file as a whole.
    let keyPath: [String]
    /// What is wrong.
    let mistake: ConfigurationMistake
}

/// What can be wrong with a configuration file.
enum ConfigurationMistake: Equatable, Sendable {
    /// Neither an absolute $XDG_CONFIG_HOME nor a home folder is known.
    case noHome
    /// The system did not let us read it.
    case unreadable(reason: String)
    /// It is a folder, a device or a pipe.
    case notAFile
    /// It has more bytes than a configuration can need.
    case tooLarge(limit: Int)
    /// It is no UTF-8 text, or has a NUL character in it.
    case notText
    /// It is no TOML. The reason is the parser's.
    case syntax(reason: String)
    /// There is no such key; perhaps `nearest` was meant.
    case unknownKey(nearest: String?)
    /// The key belongs to another kind of service than that of its account.
    case foreignKey(of: ServiceKind, found: ServiceKind)
    /// A key is not there.
    case missing(expected: String)
    /// A value is not what it should be. What was found never shows a password.
    case wrong(found: String, expected: String)
    /// Keys cannot be bound as it wishes. The reason says what was expected.
    case unfitBinding(reason: String)
    /// It holds a password and others can read it.
    case readableByOthers(mode: UInt32)
    /// It names a program to run and others can write it.
    case writableByOthers(mode: UInt32)
    /// It holds a password, or names a program to run, and is another user's.
    case ownedByAnother(user: UInt32)
}

extension ConfigurationError: CustomStringConvertible {
    /// The line to show: the file, the place, the key, what was found and what was expected.
    var description: String {
        var parts = [place]
        if !keyPath.isEmpty { parts.append(KeyPath.text(keyPath)) }
        parts.append(mistake.words(file: file))
        // The path, the key and what was found come from outside.
        return parts.map { DisplayText($0).string }.joined(separator: ": ")
    }

    private var place: String {
        guard let position else { return file }
        return "\(file):\(position.line):\(position.column)"
    }
}

extension ConfigurationMistake {
    /// The mistake in words, without the place.
    fileprivate func words(file: String) -> String {
        switch self {
        case .noHome:
            "no place to look for it: neither XDG_CONFIG_HOME nor HOME is an absolute path"
        case .unreadable(let reason):
            "cannot be read: \(reason)"
        case .notAFile:
            "is not an ordinary file"
        case .tooLarge(let limit):
            "is too large: expected at most \(limit) bytes"
        case .notText:
            "found bytes that are no text, expected UTF-8 without NUL characters"
        case .syntax(let reason):
            "not TOML: \(reason)"
        case .unknownKey(let nearest):
            nearest.map { "unknown key; did you mean \"\($0)\"?" } ?? "unknown key"
        case .foreignKey(let owner, let found):
            "belongs to service \"\(owner.rawValue)\", and this one is \"\(found.rawValue)\""
        case .missing(let expected):
            "missing, expected \(expected)"
        case .wrong(let found, let expected):
            "found \(found), expected \(expected)"
        case .unfitBinding(let reason):
            reason
        case .readableByOthers(let mode):
            "holds a password and can be read or written by others (mode \(octal(mode))). Type: "
                + "chmod 600 \(ShellWord.quoted(file))"
        case .writableByOthers(let mode):
            "names a program to run and can be written by others (mode \(octal(mode))). Type: "
                + "chmod go-w \(ShellWord.quoted(file))"
        case .ownedByAnother(let user):
            "holds a password or names a program to run, and belongs to another user (number \(user)). "
                + "Make a copy of your own"
        }
    }

    private func octal(_ mode: UInt32) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

/// All mistakes found in a configuration file, in the order of the file.
struct ConfigurationErrors: Error, Equatable, Sendable, CustomStringConvertible {
    /// At least one.
    let errors: [ConfigurationError]

    /// So many are told; a person mends them and looks again.
    static let toldLimit = 20

    /// One line for each mistake, up to a limit.
    var description: String {
        let lines = errors.prefix(Self.toldLimit).map(\.description)
        let more = errors.count - lines.count
        return (more > 0 ? lines + ["and \(more) more"] : lines).joined(separator: "\n")
    }

    /// The mistakes, sorted by their place; those about the file as a whole come first.
    init(_ errors: [ConfigurationError]) {
        let start = TextPosition(line: 0, column: 0)
        self.errors = errors.enumerated()
            .sorted { ($0.element.position ?? start, $0.offset) < ($1.element.position ?? start, $1.offset) }
            .map(\.element)
    }
}

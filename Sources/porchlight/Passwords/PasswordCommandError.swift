import TerminalUI

/// Why a password command gave no password. It never holds what the command printed.
struct PasswordCommandError: Error, Equatable, Sendable {
    /// What went wrong.
    enum Reason: Equatable, Sendable {
        /// The program could not be started; the system's words.
        case couldNotStart(String)
        /// It ended with a number other than 0.
        case exited(Int32)
        /// A signal ended it.
        case killed(signal: Int32)
        /// It ended well and printed no password.
        case noOutput
        /// It printed more than any password.
        case tooMuchOutput(limit: Int)
        /// What it printed is no UTF-8 text, or has a NUL character in it.
        case notText
        /// It did not end in time and was ended.
        case timedOut(after: Duration)
        /// The sign-in that wanted the password was cancelled; the command was ended.
        case cancelled
    }

    /// The program's name, without its arguments.
    let program: String
    /// What went wrong.
    let reason: Reason
    /// Whether the command said something on its standard error, which is not shown.
    let complained: Bool
}

extension PasswordCommandError: CustomStringConvertible {
    /// One line for a person.
    var description: String {
        let hint = complained ? " (it printed an error message; run it in a shell to read it)" : ""
        return "password command \(DisplayText(program).string) \(DisplayText(words).string)\(hint)"
    }

    private var words: String {
        switch reason {
        case .couldNotStart(let reason): "could not be started: \(reason)"
        case .exited(let status): "failed with exit status \(status)"
        case .killed(let signal): "was ended by signal \(signal)"
        case .noOutput: "printed no password"
        case .tooMuchOutput(let limit): "printed more than \(limit) bytes"
        case .notText: "printed something that is not UTF-8 text"
        case .timedOut(let limit): "did not end within \(limit.formatted)"
        case .cancelled: "was cancelled"
        }
    }
}

extension Duration {
    /// In seconds, or milliseconds below one second.
    fileprivate var formatted: String {
        let (seconds, attoseconds) = components
        return seconds > 0 ? "\(seconds) s" : "\(attoseconds / 1_000_000_000_000_000) ms"
    }
}

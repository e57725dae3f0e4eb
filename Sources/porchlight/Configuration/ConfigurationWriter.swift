import Glibc

/// Keeps an account that came from the sign-in form. A file that exists is never touched, and no password is
/// ever written.
enum ConfigurationWriter {
    /// What became of the account.
    enum Outcome: Equatable, Sendable {
        /// There was no file; now there is one, at this path, with the account.
        case written(path: String)
        /// There is a file already: these lines are to be added by its owner.
        case fileExists(lines: String)
        /// The file could not be made; these lines would have been in it.
        case failed(reason: String, lines: String)
    }

    /// Writes `account` to `path` if there is no file.
    static func keep(_ account: AccountConfiguration, at path: String) -> Outcome {
        let lines = AccountSection.text(account)
        switch NewFile.create(path, content: Array(lines.utf8)) {
        case .success: return .written(path: path)
        case .failure(let failure) where failure.number == EEXIST: return .fileExists(lines: lines)
        case .failure(let failure):
            return .failed(reason: "\(failure.step): \(SystemError.words(failure.number))", lines: lines)
        }
    }
}

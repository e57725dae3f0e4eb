/// Whose a file is, and who may do what with it.
struct FileOwnership: Equatable, Sendable {
    /// The owner's user number.
    let owner: UInt32
    /// The permission bits.
    let mode: UInt32
    /// The user number of the one who reads it.
    let reader: UInt32

    /// Why a file of this ownership must not say what `configuration` says; nil when it may.
    ///
    /// A password is for its owner's eyes only. A program to run must not be chosen by others: the system
    /// administrator, who may anyway, is none of those.
    func mistake(in configuration: Configuration) -> ConfigurationMistake? {
        let sources = configuration.accounts.map(\.password)
        let holdsPassword = sources.contains { if case .inFile = $0 { true } else { false } }
        let namesProgram = sources.contains { if case .command = $0 { true } else { false } }
        if holdsPassword {
            guard owner == reader else { return .ownedByAnother(user: owner) }
            guard mode & 0o077 == 0 else { return .readableByOthers(mode: mode) }
        }
        if namesProgram {
            guard owner == reader || owner == 0 else { return .ownedByAnother(user: owner) }
            guard mode & 0o022 == 0 else { return .writableByOthers(mode: mode) }
        }
        return nil
    }
}

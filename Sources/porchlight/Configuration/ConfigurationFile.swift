/// The configuration file: where it is, and what must hold before it is believed.
struct ConfigurationFile: Equatable, Sendable {
    /// How its place was found.
    enum Origin: Equatable, Sendable {
        /// Named by the person; it must exist.
        case named
        /// The usual place; without it there is no configuration.
        case usual
    }

    /// Its path.
    let path: String
    /// How its place was found.
    let origin: Origin

    /// A larger file is no configuration.
    static let sizeLimit = 1 << 20

    /// The file named by `option`, or the one at the usual place.
    ///
    /// - Throws: ``ConfigurationErrors`` when there is no usual place.
    static func located(
        option: String?, environment: [String: String]
    ) throws(ConfigurationErrors) -> ConfigurationFile {
        if let option { return ConfigurationFile(path: option, origin: .named) }
        let folder =
            absolute(environment["XDG_CONFIG_HOME"])
            ?? absolute(environment["HOME"]).map { FilePath.joined($0, ".config") }
        guard let folder else {
            throw ConfigurationErrors([
                ConfigurationError(file: "config.toml", position: nil, keyPath: [], mistake: .noHome)
            ])
        }
        return ConfigurationFile(path: FilePath.joined(folder, "porchlight/config.toml"), origin: .usual)
    }

    /// What the file says; nil when there is none at the usual place.
    ///
    /// - Throws: ``ConfigurationErrors`` with every mistake found.
    func load() throws(ConfigurationErrors) -> Configuration? {
        var content: FileContent
        switch FileContent.read(path, limit: Self.sizeLimit) {
        case .success(let read): content = read
        case .failure(.missing) where origin == .usual: return nil
        case .failure(let failure): throw ConfigurationErrors([error(mistake(failure))])
        }
        // The file may hold a password.
        defer { content.wipe() }
        let configuration = try ConfigurationDocument.parse(content.bytes, file: path)
        if let mistake = content.ownership.mistake(in: configuration) {
            throw ConfigurationErrors([error(mistake)])
        }
        return configuration
    }

    /// An environment variable that must hold an absolute path (XDG Base Directory Specification: others are
    /// ignored).
    private static func absolute(_ path: String?) -> String? {
        path.flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
    }

    private func error(_ mistake: ConfigurationMistake) -> ConfigurationError {
        ConfigurationError(file: path, position: nil, keyPath: [], mistake: mistake)
    }

    private func mistake(_ failure: FileContent.Failure) -> ConfigurationMistake {
        switch failure {
        case .missing: .unreadable(reason: SystemError.words(FileContent.Failure.missingNumber))
        case .refused(let number): .unreadable(reason: SystemError.words(number))
        case .notAFile: .notAFile
        case .tooLarge: .tooLarge(limit: Self.sizeLimit)
        }
    }
}

import Glibc

/// The program through which the desktop's keyring (Secret Service) gives a password that a person has put there.
struct SecretTool: Equatable, Sendable {
    /// Where it is.
    let path: String

    /// The program of that name in the folders of a PATH; nil where there is none.
    ///
    /// Folders that are not absolute are passed over: what they mean depends on where one happens to be.
    static func found(in folders: String?) -> SecretTool? {
        let folders = folders?.utf8.split(separator: UInt8(ascii: ":")) ?? []
        return folders.lazy
            .filter { $0.first == UInt8(ascii: "/") }
            .map { String(decoding: $0, as: UTF8.self) + "/secret-tool" }
            .first(where: isProgram)
            .map { SecretTool(path: $0) }
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    /// The command that prints the password of an account: by its kind of service and its address.
    func lookup(_ account: AccountConfiguration) -> [String] {
        [path, "lookup", "service", account.service.kind.rawValue, "account", account.address]
    }
}

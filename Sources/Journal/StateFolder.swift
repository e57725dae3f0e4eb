import Glibc

/// The folder in which the program keeps what it remembers between runs.
public struct StateFolder: Hashable, Sendable {
    /// Its path.
    public let path: String

    /// The folder at `path`.
    public init(path: String) {
        self.path = path
    }

    /// The usual place (XDG Base Directory Specification: relative paths are ignored); nil without any.
    public init?(environment: [String: String]) {
        func absolute(_ name: String) -> String? {
            environment[name].flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
        }
        guard let base = absolute("XDG_STATE_HOME") ?? absolute("HOME").map({ $0 + "/.local/state" }) else {
            return nil
        }
        path = base + "/porchlight"
    }

    /// The path of a file in it.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Makes the folder, for its owner only, and those above it, where they are not there.
    ///
    /// - Throws: why there is none that may be trusted: others must not be able to put files into it.
    public func make() throws(StateFileError) {
        try Self.make(path)
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .refused(step: .opening, number: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .refused(step: .opening, number: errno) }
        guard status.st_uid == geteuid() else { throw .foreignOwner(user: status.st_uid) }
        guard status.st_mode & 0o022 == 0 else { throw .openToOthers(mode: status.st_mode) }
    }

    private static func make(_ path: String) throws(StateFileError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        guard errno == ENOENT, let slash, slash > path.utf8.startIndex else {
            throw .refused(step: .makingFolder, number: errno)
        }
        try make(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw .refused(step: .makingFolder, number: errno)
        }
    }
}

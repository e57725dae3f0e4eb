/// Paths, as text.
enum FilePath {
    /// `path`, which stands in `file`: relative to the folder of that file.
    static func resolved(_ path: String, beside file: String) -> String {
        path.utf8.first == UInt8(ascii: "/") ? path : folder(of: file).map { joined($0, path) } ?? path
    }

    /// `name` in `folder`.
    static func joined(_ folder: String, _ name: String) -> String {
        folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
    }

    /// The folder in which `path` is; nil when that is the current one.
    static func folder(of path: String) -> String? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == path.utf8.startIndex ? "/" : String(path.utf8[..<slash]) ?? path
    }
}

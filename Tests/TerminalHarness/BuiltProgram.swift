import Glibc

/// Programs that were built together with the tests.
public enum BuiltProgram {
    /// The path of a program: beside the running tests, or where the environment says (`PORCHLIGHT` for the client).
    public static func path(_ name: String) -> String {
        if let named = getenv(name.uppercased()), named.pointee != 0 { return String(cString: named) }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let tests = String(
            decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return tests.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/" + name
    }
}

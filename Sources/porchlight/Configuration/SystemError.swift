import Glibc

/// The system's words for its error numbers.
enum SystemError {
    /// Such as "Permission denied".
    static func words(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }
}

import Glibc

/// Writes straight to standard output: the C library's streams are not safe to share in Swift.
enum StandardOutput {
    static func write(_ text: String) {
        var left = Array(text.utf8)[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            // Nobody may be there any more to read it.
            guard count >= 0 || errno == EINTR else { return }
            left = left.dropFirst(max(0, count))
        }
    }
}

import Glibc

/// Writes straight to a descriptor: the C library's streams are not safe to share in Swift.
enum Descriptor {
    /// Writes all of the text, or as much as is taken.
    static func write(_ text: String, to descriptor: Int32) {
        var left = Array(text.utf8)[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // Nobody may be there any more to read it.
            guard count >= 0 || errno == EINTR else { return }
            left = left.dropFirst(max(0, count))
        }
    }
}

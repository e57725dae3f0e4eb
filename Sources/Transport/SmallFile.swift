import Glibc

/// A file read whole.
enum SmallFile {
    /// Why it was not read, in words.
    struct Unread: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads a regular file of no more than `limit` bytes.
    static func read(path: String, atMost limit: Int) -> Result<[UInt8], Unread> {
        // Without O_NONBLOCK a named pipe would hold the queue for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(Unread(description: TransportError.words(for: errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failure(Unread(description: "not a file"))
        }
        return contents(of: descriptor, atMost: limit)
    }

    private static func contents(of descriptor: Int32, atMost limit: Int) -> Result<[UInt8], Unread> {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return .failure(Unread(description: TransportError.words(for: errno))) }
            if count == 0 { return .success(bytes) }
            bytes.append(contentsOf: piece.prefix(count))
            guard bytes.count <= limit else { return .failure(Unread(description: "too large")) }
        }
    }
}

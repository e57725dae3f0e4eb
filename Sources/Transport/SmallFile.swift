import CGnuTLS
import Glibc

/// A file read whole.
enum SmallFile {
    /// What is in a file, and who can read it.
    struct Contents {
        var bytes: [UInt8]
        let owner: uid_t
        let mode: mode_t

        /// Whether this text stands somewhere in the file.
        func holds(_ text: String) -> Bool {
            let wanted = Array(text.utf8)
            guard let first = wanted.first else { return true }
            return bytes.indices.contains { start in
                bytes[start] == first && bytes[start...].starts(with: wanted)
            }
        }

        /// Overwrites what was read.
        mutating func wipe() {
            bytes.withUnsafeMutableBytes { buffer in
                if let start = buffer.baseAddress { gnutls_memset(start, 0, buffer.count) }
            }
        }
    }

    /// Why it was not read, in words.
    struct Unread: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads a regular file of no more than `limit` bytes.
    static func read(path: String, atMost limit: Int) -> Result<Contents, Unread> {
        // Without O_NONBLOCK a named pipe would hold the queue for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(Unread(description: TransportError.words(for: errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failure(Unread(description: "not a file"))
        }
        return bytes(of: descriptor, atMost: limit).map {
            Contents(bytes: $0, owner: status.st_uid, mode: status.st_mode & 0o7777)
        }
    }

    private static func bytes(of descriptor: Int32, atMost limit: Int) -> Result<[UInt8], Unread> {
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

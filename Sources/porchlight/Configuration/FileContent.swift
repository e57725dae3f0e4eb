import Glibc

/// A file read whole, and whose it was at that moment.
struct FileContent {
    /// Why a file was not read.
    enum Failure: Error, Equatable {
        /// There is none.
        case missing
        /// The system's error number.
        case refused(Int32)
        /// It is a folder, a device or a pipe.
        case notAFile
        /// It has more bytes than asked for.
        case tooLarge

        /// The error number for a file that is not there.
        static let missingNumber = ENOENT
    }

    /// The bytes.
    private(set) var bytes: [UInt8]
    /// Whose they are.
    let ownership: FileOwnership

    /// Reads the file at `path`, of at most `limit` bytes. Symbolic links are followed, for people keep their
    /// configuration elsewhere and link to it; what counts is the file that was opened.
    static func read(_ path: String, limit: Int) -> Result<FileContent, Failure> {
        // Without O_NONBLOCK a named pipe would never open.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            return .failure([ENOENT, ENOTDIR].contains(errno) ? .missing : .refused(errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(.refused(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.notAFile) }
        let ownership = FileOwnership(owner: status.st_uid, mode: status.st_mode & 0o7777, reader: geteuid())
        return bytes(of: descriptor, limit: limit).map { FileContent(bytes: $0, ownership: ownership) }
    }

    /// Overwrites the bytes.
    mutating func wipe() {
        bytes.withUnsafeMutableBytes { buffer in
            if let address = buffer.baseAddress { explicit_bzero(address, buffer.count) }
        }
        bytes = []
    }

    private static func bytes(of descriptor: Int32, limit: Int) -> Result<[UInt8], Failure> {
        // One byte more than allowed tells that there is more. Made once, so that no outgrown copy stays behind.
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled < bytes.count {
            // Not into a slice, for which the array would be copied.
            let count = bytes.withUnsafeMutableBytes { [filled] room in
                Glibc.read(descriptor, room.baseAddress?.advanced(by: filled), room.count - filled)
            }
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if errno != EINTR {
                return .failure(.refused(errno))
            }
        }
        guard filled <= limit else { return .failure(.tooLarge) }
        bytes.removeLast(bytes.count - filled)
        return .success(bytes)
    }
}

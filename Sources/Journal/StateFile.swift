import Glibc

/// A small file in the state folder, read and replaced whole.
public struct StateFile: Sendable {
    /// Its path.
    public let path: String
    /// More bytes than that it cannot need.
    let limit: Int
    let disk: Disk

    /// The file at `path`, of at most `limit` bytes.
    public init(path: String, limit: Int, disk: Disk = .system) {
        self.path = path
        self.limit = limit
        self.disk = disk
    }

    /// Its bytes; nil when there is none.
    ///
    /// - Throws: why it is not to be used: only an ordinary file of our own that nobody else may read.
    public func read() throws(StateFileError) -> [UInt8]? {
        guard let descriptor = try open(O_RDONLY) else { return nil }
        defer { close(descriptor) }
        return try bytes(of: descriptor)
    }

    /// Opens it and checks whose it is; nil when there is none.
    func open(_ flags: Int32) throws(StateFileError) -> Int32? {
        // Without O_NONBLOCK a named pipe would never open.
        let descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw [ELOOP, EISDIR, ENXIO].contains(errno)
                ? .notAFile : .refused(step: .opening, number: errno)
        }
        do throws(StateFileError) {
            try check(descriptor)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private func check(_ descriptor: Int32) throws(StateFileError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .refused(step: .opening, number: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard status.st_uid == geteuid() else { throw .foreignOwner(user: status.st_uid) }
        guard status.st_mode & 0o077 == 0 else { throw .openToOthers(mode: status.st_mode) }
        guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    }

    /// All bytes from the beginning.
    func bytes(of descriptor: Int32) throws(StateFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = piece.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, bytes.count)
            }
            if count == 0 { return bytes }
            if count > 0 {
                bytes += piece[..<count]
                guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
            } else if errno != EINTR {
                throw .refused(step: .reading, number: errno)
            }
        }
    }

    /// Puts `bytes` in its place: afterwards there is the old file or the new one, whole, whatever happens.
    ///
    /// - Throws: why there is the old one; also when the new one is larger than could be read again.
    public func replace(_ bytes: [UInt8]) throws(StateFileError) {
        guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
        // One fixed name: what a killed run left is not added to.
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .refused(step: .opening, number: errno) }
        do throws(StateFileError) {
            defer { close(descriptor) }
            try disk.writeAll(bytes, to: descriptor)
            try disk.flush(descriptor)
            guard disk.rename(temporary, path) == 0 else { throw .refused(step: .naming, number: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        flushFolder()
    }

    /// Makes the new name last over a power cut. Some file systems cannot; the file is there all the same.
    private func flushFolder() {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
        let folder = Glibc.open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        _ = disk.synchronise(folder)
        close(folder)
    }
}

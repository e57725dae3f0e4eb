import Glibc

/// Makes a file that was not there, whole or not at all.
enum NewFile {
    /// The step that failed, and the system's error number.
    struct Failure: Error, Equatable {
        /// In words, such as "making the folder".
        let step: String
        /// EEXIST when there is something at the path.
        let number: Int32
    }

    /// Creates the file at `path` with `content`, readable by its owner only, and the folders above it.
    ///
    /// The content goes into a temporary file beside it, which then gets its name by `link`: unlike `rename`,
    /// that fails when something has this name by now, and never replaces it.
    /// What `isFree` says beforehand only spares the work.
    static func create(
        _ path: String, content: [UInt8], isFree: (String) -> Bool = nothingIsAt
    ) -> Result<Void, Failure> {
        let folder = FilePath.folder(of: path) ?? "."
        return makeFolders(folder)
            .flatMap {
                isFree(path) ? .success(()) : .failure(Failure(step: "naming the file", number: EEXIST))
            }
            .flatMap { writeTemporary(in: folder, content: content) }
            .flatMap { temporary in
                defer { unlink(temporary) }
                return check(link(temporary, path), "naming the file")
            }
            .flatMap { flush(folder: folder) }
    }

    private static func check(_ result: Int32, _ step: String) -> Result<Void, Failure> {
        result >= 0 ? .success(()) : .failure(Failure(step: step, number: errno))
    }

    /// Makes what is missing of `folder`, for its owner only.
    private static func makeFolders(_ folder: String) -> Result<Void, Failure> {
        if mkdir(folder, 0o700) == 0 || errno == EEXIST { return .success(()) }
        guard errno == ENOENT, let parent = FilePath.folder(of: folder) else {
            return .failure(Failure(step: "making the folder \(folder)", number: errno))
        }
        return makeFolders(parent).flatMap {
            mkdir(folder, 0o700) == 0 || errno == EEXIST
                ? .success(()) : .failure(Failure(step: "making the folder \(folder)", number: errno))
        }
    }

    /// Whether nothing has this name. A symbolic link that leads nowhere is something too.
    static func nothingIsAt(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) != 0
    }

    private static func writeTemporary(in folder: String, content: [UInt8]) -> Result<String, Failure> {
        var template = Array(FilePath.joined(folder, ".config.toml.XXXXXX").utf8CString)
        // Made with mode 0600.
        let descriptor = mkstemp(&template)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { return .failure(Failure(step: "making the file", number: errno)) }
        let result = write(content, to: descriptor).flatMap { check(fsync(descriptor), "saving the file") }
        close(descriptor)
        if case .failure = result { unlink(path) }
        return result.map { path }
    }

    private static func write(_ content: [UInt8], to descriptor: Int32) -> Result<Void, Failure> {
        var left = content[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                left = left.dropFirst(count)
            } else if errno != EINTR {
                return .failure(Failure(step: "writing the file", number: errno))
            }
        }
        return .success(())
    }

    /// Makes the new name last over a power cut.
    private static func flush(folder: String) -> Result<Void, Failure> {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(Failure(step: "saving the folder", number: errno)) }
        defer { close(descriptor) }
        // Some file systems cannot, and say so; the file is there all the same.
        fsync(descriptor)
        return .success(())
    }
}

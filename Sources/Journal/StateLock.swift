import Glibc

/// The right to change the state folder, which one process has at a time. The system takes it back however the
/// process ends.
public final class StateLock: Sendable {
    /// Why it was not given.
    public enum Refusal: Error, Hashable, Sendable {
        /// Another process has it; its number, where that could be read.
        case held(process: Int32?)
        /// It cannot be had here.
        case failed(StateFileError)
    }

    private let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock of the folder, which must be there. Does not wait for another process to give it back.
    public static func take(in folder: StateFolder) throws(Refusal) -> StateLock {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = open(folder.file("lock"), flags, 0o600)
        guard descriptor >= 0 else {
            throw .failed(errno == ELOOP ? .notAFile : .refused(step: .opening, number: errno))
        }
        let lock = StateLock(descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else {
                throw .failed(.refused(step: .opening, number: errno))
            }
            throw .held(process: holder(descriptor))
        }
        lock.sign()
        return lock
    }

    /// Writes our number into the file, for the one who comes second. Without it the lock is as good.
    private func sign() {
        guard ftruncate(descriptor, 0) == 0 else { return }
        let text = Array("\(getpid())\n".utf8)
        _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// The number of the one who has it. It may have taken it just now, and be about to sign.
    private static func holder(_ descriptor: Int32) -> Int32? {
        for _ in 0..<20 {
            if let process = signature(descriptor), kill(process, 0) == 0 || errno == EPERM { return process }
            usleep(5000)
        }
        return nil
    }

    private static func signature(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 1, bytes[count - 1] == UInt8(ascii: "\n") else { return nil }
        return Int32(String(decoding: bytes[..<(count - 1)], as: UTF8.self)).flatMap { $0 > 0 ? $0 : nil }
    }
}

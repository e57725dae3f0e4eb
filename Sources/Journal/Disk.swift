import Glibc

/// The system's calls that can fail in the middle of keeping something. A test gives failing ones.
public struct Disk: Sendable {
    /// Like write(2).
    var write: @Sendable (Int32, UnsafeRawBufferPointer) -> Int
    /// Like fsync(2).
    var synchronise: @Sendable (Int32) -> Int32
    /// Like ftruncate(2).
    var truncate: @Sendable (Int32, Int) -> Int32
    /// Like rename(2).
    var rename: @Sendable (String, String) -> Int32

    /// The system's own.
    public static let system = Disk(
        write: { Glibc.write($0, $1.baseAddress, $1.count) }, synchronise: { fsync($0) },
        truncate: { ftruncate($0, $1) }, rename: { Glibc.rename($0, $1) })

    /// Writes all of the bytes.
    func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(StateFileError) {
        var left = bytes[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { write(descriptor, $0) }
            if count > 0 {
                left = left.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                throw .refused(step: .writing, number: count == 0 ? ENOSPC : errno)
            }
        }
    }

    /// Makes what was written last over a power cut.
    func flush(_ descriptor: Int32) throws(StateFileError) {
        guard synchronise(descriptor) == 0 else { throw .refused(step: .saving, number: errno) }
    }
}

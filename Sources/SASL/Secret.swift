import Glibc

/// Bytes that are overwritten when the last who holds them lets go.
final class Secret: @unchecked Sendable {
    private let buffer: UnsafeMutableRawBufferPointer

    /// Takes a copy; the original is the caller's to overwrite.
    init(_ bytes: some Collection<UInt8>) {
        buffer = .allocate(byteCount: bytes.count, alignment: 1)
        buffer.copyBytes(from: bytes)
    }

    deinit {
        if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) }
        buffer.deallocate()
    }

    /// The bytes, only to be read.
    func withBytes<Value>(_ use: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        try use(UnsafeRawBufferPointer(buffer))
    }
}

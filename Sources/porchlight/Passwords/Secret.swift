import Glibc

/// A password: text that is never printed, and whose bytes are overwritten when the last owner lets go of it.
///
/// The overwriting is a best effort: what ``text`` hands out is an ordinary string.
final class Secret: Sendable {
    // Written in the initialiser and in `deinit` only.
    nonisolated(unsafe) private let storage: UnsafeMutableRawBufferPointer

    /// The secret in `bytes`; nil when they are no UTF-8 text.
    init?(utf8 bytes: some Collection<UInt8>) {
        guard Self.isText(bytes) else { return nil }
        storage = .allocate(byteCount: bytes.count, alignment: 1)
        storage.copyBytes(from: bytes)
    }

    /// Whether the bytes are UTF-8. A string made for asking would stay behind in memory.
    private static func isText(_ bytes: some Collection<UInt8>) -> Bool {
        var left = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        while true {
            switch parser.parseScalar(from: &left) {
            case .valid: continue
            case .emptyInput: return true
            case .error: return false
            }
        }
    }

    /// The secret in `text`.
    init(_ text: String) {
        storage = .allocate(byteCount: text.utf8.count, alignment: 1)
        storage.copyBytes(from: text.utf8)
    }

    deinit {
        // Unlike a plain loop, this is not optimised away.
        if let address = storage.baseAddress { explicit_bzero(address, storage.count) }
        storage.deallocate()
    }

    /// The secret as a string, for the one who signs in with it.
    var text: String { String(decoding: storage, as: UTF8.self) }

    /// Whether there is nothing in it.
    var isEmpty: Bool { storage.isEmpty }
}

extension Secret: Equatable {
    /// Whether both hold the same bytes.
    static func == (left: Secret, right: Secret) -> Bool {
        left.storage.elementsEqual(right.storage)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the secret.
    var description: String { "(secret)" }

    /// Never the secret.
    var debugDescription: String { "(secret)" }

    /// Shows no contents to whoever looks inside, such as `dump`.
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

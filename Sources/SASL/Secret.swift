import Glibc

/// A password, or what was made of one: bytes that are never printed, and overwritten when the last who holds them
/// lets go.
///
/// From where a password comes in until its proof is made it travels as this, and in no string. Where it comes out of
/// a string already, that string stays behind in memory: what a person typed into a form, or wrote into the
/// configuration. PLAIN sends the password itself, so its message, and what is made of that on the way to the wire, are
/// ordinary bytes.
public final class Secret: Sendable {
    // Written while it is made and in `deinit` only.
    nonisolated(unsafe) private let storage: UnsafeMutableRawBufferPointer

    /// A copy of `bytes`; the original is the caller's to overwrite.
    public init(_ bytes: some Collection<UInt8>) {
        storage = .allocate(byteCount: bytes.count, alignment: 1)
        storage.copyBytes(from: bytes)
    }

    /// What is in `text`, of which this is a copy.
    public convenience init(_ text: String) {
        self.init(text.utf8)
    }

    /// A copy of `bytes`; nil when they are no UTF-8 text.
    public convenience init?(utf8 bytes: some Collection<UInt8>) {
        guard Self.isText(bytes) else { return nil }
        self.init(bytes)
    }

    /// Several parts in a row.
    init(joining parts: [UnsafeRawBufferPointer]) {
        storage = .allocate(byteCount: parts.reduce(0) { $0 + $1.count }, alignment: 1)
        var filled = 0
        for part in parts {
            UnsafeMutableRawBufferPointer(rebasing: storage[filled...]).copyMemory(from: part)
            filled += part.count
        }
    }

    deinit {
        // Unlike a plain loop, this is not optimised away.
        if let start = storage.baseAddress { explicit_bzero(start, storage.count) }
        storage.deallocate()
    }

    /// Lends the bytes, only to be read.
    public func withBytes<Value>(_ use: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        try use(UnsafeRawBufferPointer(storage))
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { storage.isEmpty }

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
}

extension Secret: Equatable {
    /// Whether both hold the same bytes.
    public static func == (left: Secret, right: Secret) -> Bool {
        left.storage.elementsEqual(right.storage)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the secret.
    public var description: String { "(secret)" }

    /// Never the secret.
    public var debugDescription: String { "(secret)" }

    /// Shows no contents to whoever looks inside, such as `dump`.
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

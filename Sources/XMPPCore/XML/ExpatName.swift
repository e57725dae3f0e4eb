import Glibc

/// A name as the parser gives it: the namespace, a line feed, the local name; or the local name alone.
///
/// The line feed cannot stand in a namespace: the parser refuses one that holds its separator.
struct ExpatName {
    static let separator = UInt8(ascii: "\n")

    private let start: UnsafePointer<CChar>

    init(_ start: UnsafePointer<CChar>) {
        self.start = start
    }

    /// Whether the whole name is this literal, written "namespace\nname".
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        return strncmp(
            start, UnsafeRawPointer(literal.utf8Start).assumingMemoryBound(to: CChar.self), count + 1)
            == 0
    }

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: strlen(start))
    }

    /// The namespace (empty when there is none) and the local name.
    var parts: (namespace: UnsafeBufferPointer<UInt8>, local: UnsafeBufferPointer<UInt8>) {
        let whole = bytes
        guard let cut = whole.lastIndex(of: Self.separator) else {
            return (UnsafeBufferPointer(rebasing: whole[..<0]), whole)
        }
        return (
            UnsafeBufferPointer(rebasing: whole[..<cut]), UnsafeBufferPointer(rebasing: whole[(cut + 1)...])
        )
    }
}

/// The attributes of one element as the parser gives them: names and values in turn, ended by a null.
struct ExpatAttributes: Sequence, IteratorProtocol {
    private var position: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ start: UnsafeMutablePointer<UnsafePointer<CChar>?>) {
        position = start
    }

    mutating func next() -> (name: ExpatName, value: UnsafePointer<CChar>)? {
        guard let name = position[0], let value = position[1] else { return nil }
        position += 2
        return (ExpatName(name), value)
    }
}

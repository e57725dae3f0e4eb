/// Counts the different names seen by a parser, by their hashes alone.
struct Vocabulary {
    /// Names beyond this are not told apart any more: it is far too many already.
    private static let limit = 16_384

    private let hash = SeededHash()
    private var seen: Set<UInt64> = []
    /// Where names were seen last, so that the usual ones cost one look.
    private var recent = [UInt64](repeating: 0, count: 256)

    var count: Int { seen.count }

    mutating func note(_ name: UnsafeBufferPointer<UInt8>) {
        let value = hash.of(UnsafeRawBufferPointer(name))
        let place = Int(value & 255)
        guard recent[place] != value else { return }
        recent[place] = value
        if seen.count < Self.limit { seen.insert(value) }
    }
}

/// A quick hash of bytes under a seed that nobody outside knows: eight bytes a step.
///
/// It is made for names and addresses, of which each presence stanza has a dozen; the standard library's hash costs
/// several times as much.
struct SeededHash {
    private let seed: UInt64

    init() {
        // The standard library draws its seed anew in every process.
        seed = UInt64(bitPattern: Int64(Hasher().finalize())) | 1
    }

    @inline(__always)
    func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var place = 0
        while place &+ 8 <= bytes.count {
            state = mixed(state ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place &+= 8
        }
        var rest: UInt64 = 0
        while place < bytes.count {
            rest = rest << 8 | UInt64(bytes[place])
            place &+= 1
        }
        return mixed(state ^ rest)
    }

    /// Both halves of the product, so that every bit reaches every place.
    @inline(__always)
    private func mixed(_ value: UInt64) -> UInt64 {
        let (high, low) = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: seed)
        return high ^ low
    }
}

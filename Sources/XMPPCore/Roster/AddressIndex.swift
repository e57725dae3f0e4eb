/// Numbers bare addresses 0, 1, 2 ... and finds the number of one by its bytes, without making a String.
///
/// Open addressing over one array of slots; the addresses lie one behind the other in one array of bytes. The
/// hash is the standard library's, whose seed nobody outside knows.
struct AddressIndex {
    private struct Entry {
        let start: Int
        let count: Int
        let hash: Int
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// Numbers, or -1 where free; the count is a power of two, at least a third of it free.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    func number(of address: ArraySlice<UInt8>) -> Int32? {
        let found = slots[slot(of: address, hash: Self.hash(address))]
        return found < 0 ? nil : found
    }

    /// The number of an address, the next free one if it has none yet.
    mutating func number(adding address: [UInt8]) -> Int32 {
        let hash = Self.hash(address[...])
        let place = slot(of: address[...], hash: hash)
        guard slots[place] < 0 else { return slots[place] }
        let number = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(start: bytes.count, count: address.count, hash: hash))
        bytes.append(contentsOf: address)
        slots[place] = number
        if entries.count * 3 > slots.count * 2 { grow() }
        return number
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, entry) in entries.enumerated() {
            var place = entry.hash & (slots.count - 1)
            while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = Int32(truncatingIfNeeded: number)
        }
    }

    /// Where the address is, or the free slot where it would be.
    private func slot(of address: ArraySlice<UInt8>, hash: Int) -> Int {
        var place = hash & (slots.count - 1)
        while slots[place] >= 0 {
            let entry = entries[Int(slots[place])]
            if entry.hash == hash, entry.count == address.count,
                bytes[entry.start..<(entry.start + entry.count)] == address
            {
                return place
            }
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    private static func hash(_ address: ArraySlice<UInt8>) -> Int {
        var hasher = Hasher()
        address.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}

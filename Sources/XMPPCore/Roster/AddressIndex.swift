import Glibc

/// Numbers bare addresses 0, 1, 2 ... and finds the number of one by its bytes, without making a String.
///
/// Open addressing over one array of slots; the addresses lie one behind the other in one array of bytes. Nobody
/// outside knows the hash's seed, so that no choice of addresses can make the search slow.
struct AddressIndex {
    private struct Entry {
        let start: Int
        let count: Int
        let hash: UInt64
    }

    private let hash = SeededHash()
    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// Numbers, or -1 where free; the count is a power of two, at least a third of it free.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    func number(of address: ArraySlice<UInt8>) -> Int32? {
        address.withUnsafeBytes { address in
            let found = slots[slot(of: address, hash: hash.of(address))]
            return found < 0 ? nil : found
        }
    }

    /// The address of that number, which must have been given.
    func address(of number: Int) -> ArraySlice<UInt8> {
        bytes[entries[number].start..<entries[number].start + entries[number].count]
    }

    /// Bytes of all addresses.
    var byteCount: Int { bytes.count }

    /// The number of an address, the next free one if it has none yet.
    mutating func number(adding address: [UInt8]) -> Int32 {
        let value = address.withUnsafeBytes { hash.of($0) }
        let place = address.withUnsafeBytes { slot(of: $0, hash: value) }
        guard slots[place] < 0 else { return slots[place] }
        let number = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(start: bytes.count, count: address.count, hash: value))
        bytes.append(contentsOf: address)
        slots[place] = number
        if entries.count * 3 > slots.count * 2 { grow() }
        return number
    }

    /// Makes room for so many addresses, of so many bytes in all.
    mutating func reserve(_ count: Int, bytes byteCount: Int) {
        entries.reserveCapacity(count)
        bytes.reserveCapacity(byteCount)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, entry) in entries.enumerated() {
            var place = first(entry.hash)
            while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = Int32(truncatingIfNeeded: number)
        }
    }

    private func first(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash) & (slots.count - 1)
    }

    /// Where the address is, or the free slot where it would be.
    private func slot(of address: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        var place = first(hash)
        while slots[place] >= 0 {
            let entry = entries[Int(slots[place])]
            if entry.hash == hash, holds(entry, address) { return place }
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    private func holds(_ entry: Entry, _ address: UnsafeRawBufferPointer) -> Bool {
        guard entry.count == address.count, let other = address.baseAddress else { return false }
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return memcmp(base + entry.start, other, entry.count) == 0
        }
    }
}

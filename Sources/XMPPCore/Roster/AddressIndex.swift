import Glibc

/// Numbers bare addresses 0, 1, 2 ... and finds the number of one by its bytes, without making a String.
///
/// Open addressing over one array of slots; the addresses lie one behind the other in one array of bytes. Nobody
/// outside knows the hash's seed, so that no choice of addresses can make the search slow.
struct AddressIndex {
    /// A number, or -1 where free, and beside it where its address is and a part of the hash: a slot of another address
    /// is passed over without a look at the address, and that of the right one found without a look elsewhere.
    private struct Slot {
        var number: Int32 = -1
        var start: UInt32 = 0
        var count: UInt16 = 0
        var tag: UInt16 = 0
    }

    private let hash = SeededHash()
    private var bytes: [UInt8] = []
    /// Where each address begins; it ends where the next one does.
    private var starts: [UInt32] = []
    /// Their count is a power of two, at least a third of it free.
    private var slots = Array(repeating: Slot(), count: 64)

    func number(of address: ArraySlice<UInt8>) -> Int32? {
        address.withUnsafeBytes { address in
            let found = slots[slot(of: address, hash: hash.of(address))].number
            return found < 0 ? nil : found
        }
    }

    /// The address of that number, which must have been given.
    func address(of number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

    private func range(of number: Int) -> Range<Int> {
        Int(starts[number])..<(number + 1 < starts.count ? Int(starts[number + 1]) : bytes.count)
    }

    /// Bytes of all addresses.
    var byteCount: Int { bytes.count }

    /// The number of an address, the next free one if it has none yet. Nil when there is no room for another.
    mutating func number(adding address: [UInt8]) -> Int32? {
        let value = address.withUnsafeBytes { hash.of($0) }
        let place = address.withUnsafeBytes { slot(of: $0, hash: value) }
        guard slots[place].number < 0 else { return slots[place].number }
        guard let start = UInt32(exactly: bytes.count), let count = UInt16(exactly: address.count),
            let number = Int32(exactly: starts.count)
        else { return nil }
        starts.append(start)
        bytes.append(contentsOf: address)
        slots[place] = Slot(number: number, start: start, count: count, tag: tag(value))
        if starts.count * 3 > slots.count * 2 { grow() }
        return number
    }

    /// Makes room for so many addresses, of so many bytes in all.
    mutating func reserve(_ count: Int, bytes byteCount: Int) {
        starts.reserveCapacity(count)
        bytes.reserveCapacity(byteCount)
    }

    private mutating func grow() {
        let before = slots
        slots = Array(repeating: Slot(), count: slots.count * 2)
        for slot in before where slot.number >= 0 {
            let value = bytes[range(of: Int(slot.number))].withUnsafeBytes { hash.of($0) }
            var place = first(value)
            while slots[place].number >= 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }

    private func first(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash) & (slots.count - 1)
    }

    /// A part of the hash that does not choose the slot.
    private func tag(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash >> 48) }

    /// Where the address is, or the free slot where it would be.
    private func slot(of address: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        let tag = tag(hash)
        var place = first(hash)
        while slots[place].number >= 0 {
            if slots[place].tag == tag, holds(slots[place], address) { return place }
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    private func holds(_ slot: Slot, _ address: UnsafeRawBufferPointer) -> Bool {
        guard Int(slot.count) == address.count, let other = address.baseAddress else { return false }
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            return memcmp(base + Int(slot.start), other, address.count) == 0
        }
    }
}

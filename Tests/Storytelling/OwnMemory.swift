import Glibc

/// Looks for a text in all memory that this process can write, without having that text itself.
public enum OwnMemory {
    /// What every byte of the needle is changed by.
    public static let veil: UInt8 = 0x5a
    /// "TAGSECRET-in-memory-3", veiled.
    public static let needle: [UInt8] = [
        0x0e, 0x1b, 0x1d, 0x09, 0x1f, 0x19, 0x08, 0x1f, 0x0e, 0x77, 0x33, 0x34, 0x77, 0x37, 0x3f, 0x37, 0x35,
        0x28,
        0x23, 0x77, 0x69,
    ]

    /// The text behind so many other bytes: memory that is given back is used again from its beginning.
    ///
    /// Unveiled as it is read, so that the text itself is nowhere but where it is copied to.
    public static func needle(behind padding: Int) -> LazyMapCollection<[UInt8], UInt8> {
        (Array(repeating: UInt8(ascii: "x") ^ veil, count: padding) + needle).lazy.map { $0 ^ veil }
    }

    /// Whether the text is anywhere, a byte of it in so many. What is read for looking is overwritten at once.
    public static func holdsNeedle(byteOf width: Int = 1) -> Bool {
        let memory = open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { fatalError("own memory cannot be read") }
        defer { close(memory) }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { room.deallocate() }
        let own = UInt(bitPattern: room.baseAddress)..<(UInt(bitPattern: room.baseAddress) + UInt(room.count))
        return writableRanges().contains { range in
            var place = range.lowerBound
            while place < range.upperBound {
                // What was read itself is not looked at.
                if own.contains(place) {
                    place = own.upperBound
                    continue
                }
                let end = place < own.lowerBound ? min(range.upperBound, own.lowerBound) : range.upperBound
                let count = pread(memory, room.baseAddress, min(room.count, Int(end - place)), off_t(place))
                guard count > 0, let start = room.baseAddress else { return false }
                let isThere = contains(UnsafeRawBufferPointer(rebasing: room[..<count]), width)
                explicit_bzero(start, count)
                if isThere { return true }
                // The next piece begins a little before the end of this one.
                let length = needle.count * width
                place += UInt(count > length && place + UInt(count) < end ? count - length : count)
            }
            return false
        }
    }

    private static func contains(_ bytes: UnsafeRawBufferPointer, _ width: Int) -> Bool {
        let length = needle.count * width
        guard bytes.count >= length else { return false }
        let first = needle[0] ^ veil
        for start in 0...(bytes.count - length) where bytes[start] == first {
            if needle.indices.allSatisfy({ bytes[start + $0 * width] == needle[$0] ^ veil }) { return true }
        }
        return false
    }

    private static func writableRanges() -> [Range<UInt>] {
        guard let maps = fopen("/proc/self/maps", "r") else { fatalError("own memory is not known") }
        defer { fclose(maps) }
        var line = [CChar](repeating: 0, count: 4096)
        var ranges: [Range<UInt>] = []
        while fgets(&line, Int32(line.count), maps) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let fields = text.split(separator: " ")
            guard fields.count > 1, fields[1].hasPrefix("rw"), !text.contains("[vvar]") else { continue }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            if ends.count == 2 { ranges.append(ends[0]..<ends[1]) }
        }
        return ranges
    }
}

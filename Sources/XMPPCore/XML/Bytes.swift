/// Whether two strings are the same bytes. Swift's `==` is canonical equivalence, in which U+212A equals "K".
@inline(__always)
func sameBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
}

/// Whether a string is these bytes.
@inline(__always)
func sameBytes(_ left: String, _ right: ArraySlice<UInt8>) -> Bool {
    guard left.utf8.count == right.count else { return false }
    return left.utf8.elementsEqual(right)
}

extension String {
    /// The beginning of the string that has at most `limit` UTF-8 bytes, cut between scalars.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end > utf8.startIndex, utf8[end] & 0xC0 == 0x80 {
            end = utf8.index(before: end)
        }
        return String(unicodeScalars[..<end])
    }
}

/// Bytes collected up to a limit; what is beyond is counted as too much and left out.
struct CappedBytes {
    private(set) var bytes: [UInt8] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        let room = limit - bytes.count
        guard room > 0 else { return }
        bytes.append(contentsOf: more.prefix(room))
    }

    /// The collected bytes without a scalar that the limit cut in two.
    var whole: [UInt8] {
        guard bytes.count == limit else { return bytes }
        let lead = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
        return bytes.count - lead < Self.length(lead: bytes[lead]) ? Array(bytes[..<lead]) : bytes
    }

    /// ``whole`` as text.
    var text: String { String(decoding: whole, as: UTF8.self) }

    private static func length(lead: UInt8) -> Int {
        switch lead {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        default: 1
        }
    }
}

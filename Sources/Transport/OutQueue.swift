/// Bytes on their way out, in order.
struct OutQueue {
    private var bytes: [UInt8] = []
    private var taken = 0

    var isEmpty: Bool { taken == bytes.count }

    /// How many bytes wait.
    var count: Int { bytes.count - taken }

    mutating func append(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    /// Lends what waits, oldest first; it stays until `drop` says that it has gone.
    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[taken...])) }
    }

    /// Forgets the oldest `count` bytes.
    mutating func drop(_ count: Int) {
        taken += min(count, self.count)
        if isEmpty {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 64 << 10)
            taken = 0
        } else if taken >= 1 << 20 {
            bytes.removeFirst(taken)
            taken = 0
        }
    }

    mutating func removeAll() {
        self = OutQueue()
    }
}

/// Counts the different names seen in a stream, by their hashes alone.
struct Vocabulary {
    private var hashes: Set<Int> = []

    var count: Int { hashes.count }

    mutating func note(_ name: ExpatName) {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(name.bytes))
        hashes.insert(hasher.finalize())
    }
}

import CFloor

/// Expat alone, and a hash table: what is compared with.
struct Floor {
    private let table: OpaquePointer

    init(_ workload: Workload) {
        table = floor_make(workload.addresses.count)
        for address in workload.addresses { floor_add(table, address, address.utf8.count) }
    }

    /// Reads the flood; whether every presence found its address.
    func read(_ workload: Workload) -> Bool {
        let document = Array("<stream>".utf8) + workload.presences
        return document.withUnsafeBytes { bytes in
            floor_read(table, bytes.assumingMemoryBound(to: CChar.self).baseAddress, bytes.count, 16_384)
                == workload.count
        }
    }
}

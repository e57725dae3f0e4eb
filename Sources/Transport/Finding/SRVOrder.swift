/// The order in which the servers of a service are tried (RFC 2782, "Usage rules").
enum SRVOrder {
    /// A record, and how TLS begins at its server.
    struct Entry: Hashable, Sendable {
        let record: SRVRecord
        let tls: ServicePlace.TLS
    }

    /// By priority; at the same priority those with direct TLS first (XEP-0368 lets the client prefer); then at random
    /// by weight.
    ///
    /// - Parameter roll: Gives a random number from 0 to its argument, both included.
    static func ordered(_ entries: [Entry], roll: (Int) -> Int) -> [Entry] {
        let groups = Dictionary(grouping: entries) { Rank(priority: $0.record.priority, tls: $0.tls) }
        return groups.sorted { $0.key < $1.key }.flatMap { drawn($0.value, roll) }
    }

    private struct Rank: Hashable, Comparable {
        let priority: UInt16
        let tls: ServicePlace.TLS

        static func < (left: Rank, right: Rank) -> Bool {
            (left.priority, left.step) < (right.priority, right.step)
        }

        private var step: Int {
            switch tls {
            case .direct: 0
            case .startTLS, .asConfigured: 1
            }
        }
    }

    /// Draws one after the other, each with the chance of its weight. Those without weight stand first, so that they
    /// are drawn by a 0 alone.
    private static func drawn(_ group: [Entry], _ roll: (Int) -> Int) -> [Entry] {
        var left = group.filter { $0.record.weight == 0 } + group.filter { $0.record.weight != 0 }
        var drawn: [Entry] = []
        while left.count > 1 {
            // At most 64 records of 16 bits each: far from any overflow.
            let number = roll(left.reduce(0) { $0 + Int($1.record.weight) })
            var sum = 0
            let place = left.firstIndex { entry in
                sum += Int(entry.record.weight)
                return sum >= number
            }
            drawn.append(left.remove(at: place ?? 0))
        }
        return drawn + left
    }
}

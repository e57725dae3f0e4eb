/// Some ranks of presence.
struct RankSet: OptionSet {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ rank: PresenceRank) { rawValue = 1 << rank.rawValue }

    static let all = RankSet(PresenceRank.allCases.map { RankSet($0) })
    static let online = RankSet(PresenceRank.allCases.filter(\.isOnline).map { RankSet($0) })

    /// 1 in the place of each of them, otherwise 0.
    fileprivate var lanes: SIMD8<Int32> {
        let bits = SIMD8<Int32>(repeating: Int32(rawValue))
        return (bits &>> SIMD8(0, 1, 2, 3, 4, 5, 6, 7)) & 1
    }
}

/// How many members there are of each rank.
struct RankTally {
    private var counts = SIMD8<Int32>()

    mutating func add(_ rank: PresenceRank) { counts &+= RankSet(rank).lanes }

    mutating func remove(_ rank: PresenceRank) { counts &-= RankSet(rank).lanes }

    func count(of ranks: RankSet) -> Int { Int((counts &* ranks.lanes).wrappedSum()) }
}

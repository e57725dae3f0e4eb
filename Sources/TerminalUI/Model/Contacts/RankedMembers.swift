/// The ranks of the members of all groups, which stay in the order of their names, and tallies of them: so that a row is
/// found and a presence is noted without anything being arranged, however many members there are.
struct RankedMembers {
    /// So many members have a tally of their own.
    private static let blockSize = 128

    /// The rank of each member, by its place.
    private var ranks: [PresenceRank]
    /// Whether each is found by the filter; empty when there is none.
    private let found: [Bool]
    private let groups: [Range<Int>]
    /// The found ones in each group, and in each block.
    private var byGroup: [RankTally]
    private var byBlock: [RankTally]
    /// All that are online in each group, found or not.
    private var online: [Int]

    /// - Parameters:
    ///   - groups: The places of each group's members, one group behind the other.
    ///   - found: Whether the filter finds each member; empty when there is no filter.
    init(_ ranks: [PresenceRank], groups: [Range<Int>], found: [Bool]) {
        self.ranks = ranks
        self.found = found
        self.groups = groups
        byGroup = Array(repeating: RankTally(), count: groups.count)
        byBlock = Array(repeating: RankTally(), count: ranks.count / Self.blockSize + 1)
        online = Array(repeating: 0, count: groups.count)
        for (group, places) in groups.enumerated() {
            for place in places {
                if ranks[place].isOnline { online[group] += 1 }
                guard isFound(place) else { continue }
                byGroup[group].add(ranks[place])
                byBlock[place / Self.blockSize].add(ranks[place])
            }
        }
    }

    /// How many members of the group are online.
    func online(in group: Int) -> Int { online[group] }

    /// How many found members of the group have one of the ranks.
    func count(of wanted: RankSet, in group: Int) -> Int { byGroup[group].count(of: wanted) }

    func rank(at place: Int) -> PresenceRank { ranks[place] }

    func isFound(_ place: Int) -> Bool { found.isEmpty || found[place] }

    /// Notes a member's rank.
    mutating func set(_ rank: PresenceRank, at place: Int) {
        let old = ranks[place]
        guard old != rank else { return }
        let group = group(of: place)
        ranks[place] = rank
        online[group] += (rank.isOnline ? 1 : 0) - (old.isOnline ? 1 : 0)
        guard isFound(place) else { return }
        let block = place / Self.blockSize
        byGroup[group].remove(old)
        byGroup[group].add(rank)
        byBlock[block].remove(old)
        byBlock[block].add(rank)
    }

    /// The place of the found member that has `index` others with one of the ranks before it in the group.
    func place(of index: Int, among wanted: RankSet, in group: Int) -> Int? {
        var left = index
        var place = groups[group].lowerBound
        let end = groups[group].upperBound
        while place < end {
            if let block = wholeBlock(at: place, before: end), block.count(of: wanted) <= left {
                left -= block.count(of: wanted)
                place += Self.blockSize
                continue
            }
            if has(wanted, place) {
                if left == 0 { return place }
                left -= 1
            }
            place += 1
        }
        return nil
    }

    /// How many found members of the group with one of the ranks stand before the place.
    func count(of wanted: RankSet, before end: Int, in group: Int) -> Int {
        var count = 0
        var place = groups[group].lowerBound
        while place < end {
            if let block = wholeBlock(at: place, before: end) {
                count += block.count(of: wanted)
                place += Self.blockSize
            } else {
                if has(wanted, place) { count += 1 }
                place += 1
            }
        }
        return count
    }

    private func has(_ wanted: RankSet, _ place: Int) -> Bool {
        wanted.contains(RankSet(ranks[place])) && isFound(place)
    }

    /// The tally of the block that begins at the place, if it ends before the end.
    private func wholeBlock(at place: Int, before end: Int) -> RankTally? {
        place % Self.blockSize == 0 && place + Self.blockSize <= end ? byBlock[place / Self.blockSize] : nil
    }

    /// The group that the place is in.
    private func group(of place: Int) -> Int { groups.prefixCount { $0.lowerBound <= place } - 1 }
}

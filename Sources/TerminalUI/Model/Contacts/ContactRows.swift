import Messenger

/// The rows of the contact list: whoever asks to see one, then the groups, and below each unfolded one those of its
/// members that are to be seen, in their order.
struct ContactRows {
    enum Row: Hashable {
        /// The heading above those who ask.
        case askingHeading
        case asking(Asking)
        /// A group's heading, by its place in ``headings``.
        case heading(Int)
        case contact(ContactID, heading: Int)
    }

    struct Heading: Hashable {
        let name: String
        let title: DisplayText
        let fold: Fold
        let online: Int
        let total: Int
        /// Which entry it is.
        let entry: Int
    }

    enum Fold: Hashable {
        case open
        case folded
    }

    private(set) var headings: [Heading] = []
    /// Who asks.
    let asking: AskingList
    private let groups: ContactGroups
    /// What each row below those who ask shows: a member's place in the groups, or below zero a heading (-1 is the
    /// first).
    private var entries: [Int32] = []

    /// The number of rows.
    var count: Int { askingCount + entries.count }

    /// The rows of those who ask, their heading included.
    private var askingCount: Int { asking.count == 0 ? 0 : asking.all.count + 1 }

    /// The row of the first contact, or of what is nearest to one.
    var firstContact: Int {
        if entries.count > 1 { return askingCount + 1 }
        return min(1, max(0, count - 1))
    }

    /// - Parameter needle: What is typed in the filter, in lower case; empty when nothing is. A filter finds
    ///   offline contacts and those of folded groups too.
    init(
        _ groups: ContactGroups, _ ranks: PresenceRanks, _ asking: AskingList, _ preferences: Preferences,
        needle: [UInt8]
    ) {
        self.groups = groups
        self.asking = asking
        for group in groups.groups { add(group, ranks, preferences, needle: needle) }
    }

    /// The row, or nil where there is none.
    func row(_ row: Int) -> Row? {
        guard row >= askingCount else {
            return row == 0 ? .askingHeading : row > 0 ? .asking(asking.all[row - 1]) : nil
        }
        let place = row - askingCount
        guard entries.indices.contains(place) else { return nil }
        let entry = entries[place]
        if entry < 0 { return .heading(Int(-1 - entry)) }
        return .contact(groups.members[Int(entry)], heading: heading(above: place))
    }

    /// The row of a heading; nil where it is not shown.
    func row(ofHeading name: String) -> Int? {
        headings.first { $0.name == name }.map { askingCount + $0.entry }
    }

    /// The row of the heading above those who ask; nil where nobody does.
    var rowOfAskingHeading: Int? { asking.count == 0 ? nil : 0 }

    /// The row of somebody who asks; nil where they do not any more.
    func row(of wanted: Asking) -> Int? {
        asking.all.firstIndex { $0.isSame(wanted) }.map { $0 + 1 }
    }

    /// The row of a contact within a group; nil where it is not shown.
    func row(of contact: ContactID, group name: String) -> Int? {
        guard let place = headings.firstIndex(where: { $0.name == name }) else { return nil }
        let start = headings[place].entry + 1
        let end = place + 1 < headings.count ? headings[place + 1].entry : entries.count
        return (start..<end).first { groups.members[Int(entries[$0])] == contact }.map { askingCount + $0 }
    }

    private func heading(above place: Int) -> Int {
        var low = 0
        var high = headings.count
        while low < high {
            let middle = (low + high) / 2
            if headings[middle].entry <= place { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }
}

extension ContactRows {
    private mutating func add(
        _ group: ContactGroups.Group, _ ranks: PresenceRanks, _ preferences: Preferences, needle: [UInt8]
    ) {
        var sizes = Array(repeating: 0, count: PresenceRank.allCases.count)
        for member in group.members { sizes[Int(ranks[groups.members[member]].rawValue)] += 1 }
        let online = PresenceRank.allCases.reduce(0) { $0 + ($1.isOnline ? sizes[Int($1.rawValue)] : 0) }
        let fold: Fold = needle.isEmpty && preferences.foldedGroups.contains(group.name) ? .folded : .open
        let seen = fold == .folded ? [] : seen(group, ranks, preferences, needle: needle)
        if !needle.isEmpty, seen.isEmpty { return }
        headings.append(
            Heading(
                name: group.name, title: group.title, fold: fold, online: online, total: group.members.count,
                entry: entries.count))
        entries.append(Int32(-headings.count))
        switch preferences.order {
        case .name: entries += seen
        case .presence: appendByRank(seen, ranks)
        }
    }

    /// The members that are to be seen, by name.
    private func seen(
        _ group: ContactGroups.Group, _ ranks: PresenceRanks, _ preferences: Preferences, needle: [UInt8]
    ) -> [Int32] {
        var seen: [Int32] = []
        seen.reserveCapacity(group.members.count)
        for member in group.members {
            let isSeen =
                needle.isEmpty
                ? preferences.offlineContacts == .shown || ranks[groups.members[member]] != .offline
                : groups.searched[member].contains(bytes: needle)
            if isSeen { seen.append(Int32(truncatingIfNeeded: member)) }
        }
        return seen
    }

    /// Counts the ranks, then puts each member at its rank's next place: by rank, and by name within it.
    private mutating func appendByRank(_ seen: [Int32], _ ranks: PresenceRanks) {
        var next = Array(repeating: 0, count: PresenceRank.allCases.count)
        for member in seen { next[Int(ranks[groups.members[Int(member)]].rawValue)] += 1 }
        var place = entries.count
        for rank in next.indices { (next[rank], place) = (place, place + next[rank]) }
        entries += seen
        for member in seen {
            let rank = Int(ranks[groups.members[Int(member)]].rawValue)
            entries[next[rank]] = member
            next[rank] += 1
        }
    }
}

extension [UInt8] {
    /// Whether the bytes occur in these, one after another.
    func contains(bytes needle: [UInt8]) -> Bool {
        guard let first = needle.first, needle.count <= count else { return needle.isEmpty }
        for start in 0...(count - needle.count)
        where self[start] == first && self[start..<start + needle.count].elementsEqual(needle) {
            return true
        }
        return false
    }
}

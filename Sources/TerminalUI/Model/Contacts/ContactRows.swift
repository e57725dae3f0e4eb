import Messenger

/// The rows of the contact list: whoever asks to see one, then the groups, and below each unfolded one those of its
/// members that are to be seen, in their order.
///
/// The order is nowhere written down: which member a row shows is found by counting (``RankedMembers``), so that a frame
/// costs the same for ten contacts as for a hundred thousand, whoever comes and goes.
struct ContactRows {
    enum Row: Hashable {
        /// The heading above those who ask.
        case askingHeading
        case asking(Asking)
        /// A group's heading, by its number among those that are shown.
        case heading(Int)
        case contact(ContactID, heading: Int)
    }

    struct Heading: Hashable {
        let name: String
        let title: DisplayText
        let fold: Fold
        let online: Int
        let total: Int
    }

    enum Fold: Hashable {
        case open
        case folded
    }

    /// A group that is shown, and which row below those who ask its heading is.
    private struct Part {
        let group: Int
        let fold: Fold
        var entry = 0
    }

    /// Who asks.
    let asking: AskingList
    private let groups: ContactGroups
    private let places: MemberPlaces
    private var members: RankedMembers
    /// The ranks that stand together within a group, by name, one after another.
    private let runs: [RankSet]
    private var parts: [Part] = []
    private var entryCount = 0

    /// The number of rows.
    var count: Int { askingCount + entryCount }

    /// The rows of those who ask, their heading included.
    private var askingCount: Int { asking.count == 0 ? 0 : asking.all.count + 1 }

    /// The row of the first contact, or of what is nearest to one.
    var firstContact: Int {
        if entryCount > 1 { return askingCount + 1 }
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
        places = MemberPlaces(groups.members)
        members = RankedMembers(
            groups.members.map { ranks[$0] }, groups: groups.groups.map(\.members),
            found: needle.isEmpty ? [] : groups.searched.map { $0.contains(bytes: needle) })
        runs = Self.runs(preferences, needle: needle)
        for (number, group) in groups.groups.enumerated() {
            let fold: Fold =
                needle.isEmpty && preferences.foldedGroups.contains(group.name) ? .folded : .open
            if !needle.isEmpty, members.count(of: .all, in: number) == 0 { continue }
            parts.append(Part(group: number, fold: fold))
        }
        countEntries()
    }

    private static func runs(_ preferences: Preferences, needle: [UInt8]) -> [RankSet] {
        let isAnybodySeen = !needle.isEmpty || preferences.offlineContacts == .shown
        let seen = PresenceRank.allCases.filter { isAnybodySeen || $0 != .offline }.map { RankSet($0) }
        switch preferences.order {
        case .name: return [RankSet(seen)]
        case .presence: return seen
        }
    }

    /// Notes a contact's rank. The rows are right again after ``countEntries()``.
    mutating func note(_ rank: PresenceRank, of contact: ContactID) {
        places.forEach(of: contact) { members.set(rank, at: $0) }
    }

    /// Counts the rows, after ranks have changed.
    mutating func countEntries() {
        entryCount = 0
        for place in parts.indices {
            parts[place].entry = entryCount
            entryCount += 1 + size(of: parts[place])
        }
    }

    /// How many members of the group have a row.
    private func size(of part: Part) -> Int {
        switch part.fold {
        case .folded: 0
        case .open: runs.reduce(0) { $0 + members.count(of: $1, in: part.group) }
        }
    }
}

// MARK: - From a row to what it shows

extension ContactRows {
    /// The row, or nil where there is none.
    func row(_ row: Int) -> Row? {
        guard row >= askingCount else {
            return row == 0 ? .askingHeading : row > 0 ? .asking(asking.all[row - 1]) : nil
        }
        let entry = row - askingCount
        guard entry < entryCount, let heading = heading(above: entry) else { return nil }
        let index = entry - parts[heading].entry - 1
        if index < 0 { return .heading(heading) }
        return member(index, of: parts[heading].group).map { .contact(groups.members[$0], heading: heading) }
    }

    /// The group's heading, by its number among those that are shown, which must exist.
    func heading(_ number: Int) -> Heading {
        let part = parts[number]
        let group = groups.groups[part.group]
        return Heading(
            name: group.name, title: group.title, fold: part.fold, online: members.online(in: part.group),
            total: group.members.count)
    }

    /// All headings that are shown.
    var headings: [Heading] { parts.indices.map { heading($0) } }

    private func member(_ index: Int, of group: Int) -> Int? {
        var left = index
        for run in runs {
            let count = members.count(of: run, in: group)
            if left < count { return members.place(of: left, among: run, in: group) }
            left -= count
        }
        return nil
    }

    private func heading(above entry: Int) -> Int? {
        let count = parts.prefixCount { $0.entry <= entry }
        return count > 0 ? count - 1 : nil
    }
}

// MARK: - From what is shown to its row

extension ContactRows {
    /// The row of a heading; nil where it is not shown.
    func row(ofHeading name: String) -> Int? {
        part(name).map { askingCount + $0.entry }
    }

    /// The row of the heading above those who ask; nil where nobody does.
    var rowOfAskingHeading: Int? { asking.count == 0 ? nil : 0 }

    /// The row of somebody who asks; nil where they do not any more.
    func row(of wanted: Asking) -> Int? {
        asking.all.firstIndex { $0.isSame(wanted) }.map { $0 + 1 }
    }

    /// The row of a contact within a group; nil where it is not shown.
    func row(of contact: ContactID, group name: String) -> Int? {
        guard let part = part(name), part.fold == .open else { return nil }
        var found: Int?
        places.forEach(of: contact) { place in
            if groups.groups[part.group].members.contains(place) { found = place }
        }
        guard let place = found, members.isFound(place) else { return nil }
        let rank = RankSet(members.rank(at: place))
        var entry = part.entry + 1
        for run in runs {
            if run.contains(rank) {
                return askingCount + entry + members.count(of: run, before: place, in: part.group)
            }
            entry += members.count(of: run, in: part.group)
        }
        return nil
    }

    /// The row of a contact in the first group that shows it; nil where none does.
    func row(of contact: ContactID) -> Int? {
        parts.lazy.compactMap { row(of: contact, group: groups.groups[$0.group].name) }.first
    }

    private func part(_ name: String) -> Part? {
        parts.first { groups.groups[$0.group].name == name }
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

import Messenger

/// The rows of the contact list: the groups, and below each unfolded one those of its members that are to be
/// seen, in their order.
struct ContactRows {
    enum Row: Hashable {
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
    }

    enum Fold: Hashable {
        case open
        case folded
    }

    private(set) var rows: [Row] = []
    private(set) var headings: [Heading] = []

    /// How many classes ``rank(_:)`` knows.
    private static let classes = 5

    init() {}

    /// - Parameter needle: What is typed in the filter, in lower case; empty when nothing is. A filter finds
    ///   offline contacts and those of folded groups too.
    init(_ groups: ContactGroups, _ state: MessengerState, _ preferences: Preferences, needle: [UInt8]) {
        for group in groups.groups { add(group, state, preferences, needle: needle) }
    }

    private mutating func add(
        _ group: ContactGroups.Group, _ state: MessengerState, _ preferences: Preferences, needle: [UInt8]
    ) {
        var byRank: [[ContactID]] = Array(repeating: [], count: Self.classes)
        var online = 0
        for member in group.members {
            let status = state.status(of: member.contact)
            if status.isOnline { online += 1 }
            let isSeen =
                needle.isEmpty
                ? status != .offline || preferences.offlineContacts == .shown
                : member.searched.contains(bytes: needle)
            guard isSeen else { continue }
            byRank[preferences.order == .presence ? Self.rank(status) : 0].append(member.contact)
        }
        let isFolded = needle.isEmpty && preferences.foldedGroups.contains(group.name)
        if !needle.isEmpty, byRank.allSatisfy(\.isEmpty) { return }
        let place = headings.count
        headings.append(
            Heading(
                name: group.name, title: group.title, fold: isFolded ? .folded : .open, online: online,
                total: group.members.count))
        rows.append(.heading(place))
        if isFolded { return }
        for contacts in byRank { rows.append(contentsOf: contacts.map { .contact($0, heading: place) }) }
    }

    private static func rank(_ status: Status) -> Int {
        switch status {
        case .available, .invisible: 0
        case .busy, .onThePhone: 1
        case .beRightBack, .idle, .away, .outToLunch: 2
        case .unknown, .findingServer, .connecting, .synchronizing, .disconnecting: 3
        case .offline: 4
        }
    }
}

extension MessengerState {
    /// The contact's presence; unknown for a contact that does not exist.
    func presence(of contact: ContactID) -> Presence {
        guard services.indices.contains(contact.service.index) else { return .unknown }
        let place = Int(contact.number)
        guard services[contact.service.index].presences.indices.contains(place) else { return .unknown }
        return services[contact.service.index].presences[place]
    }

    func status(of contact: ContactID) -> Status {
        guard services.indices.contains(contact.service.index) else { return .unknown }
        let place = Int(contact.number)
        guard services[contact.service.index].presences.indices.contains(place) else { return .unknown }
        return services[contact.service.index].presences[place].status
    }

    func entry(of contact: ContactID) -> Contact? {
        let place = Int(contact.number)
        guard let service = self[contact.service], service.contacts.indices.contains(place) else {
            return nil
        }
        return service.contacts[place]
    }

    /// Since when the contact has had this presence, as far as this session knows.
    func presenceMoment(of contact: ContactID) -> Moment? {
        let place = Int(contact.number)
        guard let service = self[contact.service], service.presenceMoments.indices.contains(place) else {
            return nil
        }
        return service.presenceMoments[place]
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

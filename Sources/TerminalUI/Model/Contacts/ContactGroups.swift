import Messenger

/// The contacts of all services by group, each group in the order of names.
///
/// Names are sorted here once for each change of the contact list; a presence sorts nothing.
struct ContactGroups {
    struct Group {
        /// As the services call it; empty for contacts in no group.
        let name: String
        let title: DisplayText
        /// Where in ``ContactGroups/members`` its members are, in the order of their names.
        let members: Range<Int>
    }

    private struct Entry {
        let key: String
        let contact: ContactID
        let searched: [UInt8]
    }

    /// In the order of their names, contacts in no group last.
    let groups: [Group]
    /// The members of all groups, one group after another.
    let members: [ContactID]
    /// What the filter searches, by the same places: name and address in lower case.
    let searched: [[UInt8]]

    /// - Parameter persons: Each is one member, in every group that one of its contacts is in.
    init(_ state: MessengerState, _ persons: Persons) {
        var byGroup: [String: [Entry]] = [:]
        for (index, service) in state.services.enumerated() {
            for (number, contact) in service.contacts.enumerated() {
                guard let contact, let number = Int32(exactly: number) else { continue }
                let id = ContactID(service: ServiceID(index: index), number: number)
                if persons.isShownElsewhere(id) { continue }
                let (entry, names) =
                    persons.person(of: id).map { Self.entry(ofPerson: $0, state) }
                    ?? (Self.entry(contact, id), Self.groupNames(contact.groups))
                for group in names { byGroup[group, default: []].append(entry) }
            }
        }
        var groups: [Group] = []
        var members: [ContactID] = []
        var searched: [[UInt8]] = []
        for (name, entries) in byGroup.sorted(by: { Self.precedes($0.key, $1.key) }) {
            let start = members.count
            for entry in entries.sorted(by: { Self.precedes($0, $1) }) {
                members.append(entry.contact)
                searched.append(entry.searched)
            }
            groups.append(Group(name: name, title: Self.title(name), members: start..<members.count))
        }
        self.groups = groups
        self.members = members
        self.searched = searched
    }

    /// Sorted by what is seen: the name, or the address where nothing of the name would be seen.
    private static func entry(_ contact: Contact, _ id: ContactID) -> Entry {
        let address = contact.address.lowercased()
        let key = DisplayText(contact.name).isEmpty ? address : contact.name.lowercased()
        return Entry(key: key, contact: id, searched: Array(key.utf8) + [0] + Array(address.utf8))
    }

    /// A person is found by all names and addresses, and has the first name that can be seen.
    private static func entry(ofPerson person: [ContactID], _ state: MessengerState) -> (Entry, [String]) {
        let contacts: [Entry] = person.compactMap { id in state.entry(of: id).map { Self.entry($0, id) } }
        let named = zip(person, contacts).first { !DisplayText(state.entry(of: $0.0)?.name ?? "").isEmpty }
        let searched = contacts.map(\.searched).joined(separator: [0])
        let entry = Entry(
            key: named?.1.key ?? contacts.first?.key ?? "",
            contact: person.first ?? ContactID(service: ServiceID(index: 0), number: -1),
            searched: Array(searched))
        return (entry, groupNames(person.flatMap { state.entry(of: $0)?.groups ?? [] }))
    }

    private static func groupNames(_ groups: [String]) -> [String] {
        var names: [String] = []
        for name in groups where !names.contains(name) { names.append(name) }
        return names.isEmpty ? [""] : names
    }

    private static func title(_ name: String) -> DisplayText {
        let title = DisplayText(name)
        return title.isEmpty ? "Contacts" : title
    }

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        if left.key != right.key { return left.key < right.key }
        return (left.contact.service.index, left.contact.number)
            < (right.contact.service.index, right.contact.number)
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        if left.isEmpty != right.isEmpty { return right.isEmpty }
        let (a, b) = (left.lowercased(), right.lowercased())
        return a != b ? a < b : left < right
    }
}

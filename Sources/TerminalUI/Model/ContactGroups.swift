import Messenger

/// The contacts of all services by group, each group in the order of names.
///
/// Names are sorted here once for each change of the contact list; a presence sorts nothing.
struct ContactGroups {
    struct Group {
        /// As the services call it; empty for contacts in no group.
        let name: String
        let title: DisplayText
        /// In the order of their names.
        let members: [Member]
    }

    struct Member {
        let contact: ContactID
        /// What the filter searches: name and address in lower case.
        let searched: [UInt8]
    }

    /// In the order of their names, contacts in no group last.
    let groups: [Group]

    init(_ state: MessengerState) {
        var byGroup: [String: [(key: String, member: Member)]] = [:]
        for (index, service) in state.services.enumerated() {
            for (number, contact) in service.contacts.enumerated() {
                guard let contact, let number = Int32(exactly: number) else { continue }
                let id = ContactID(service: ServiceID(index: index), number: number)
                let key = Self.sortKey(contact)
                let member = Member(
                    contact: id, searched: Array(key.utf8) + [0] + Array(contact.address.lowercased().utf8))
                for group in Self.groupNames(contact) { byGroup[group, default: []].append((key, member)) }
            }
        }
        groups = byGroup.map { name, members in
            Group(name: name, title: Self.title(name), members: Self.sorted(members))
        }
        .sorted { Self.precedes($0.name, $1.name) }
    }

    private static func groupNames(_ contact: Contact) -> [String] {
        var names: [String] = []
        for name in contact.groups where !names.contains(name) { names.append(name) }
        return names.isEmpty ? [""] : names
    }

    private static func title(_ name: String) -> DisplayText {
        let title = DisplayText(name)
        return title.isEmpty ? "Contacts" : title
    }

    /// By what is seen: the name, or the address where nothing of the name would be seen.
    private static func sortKey(_ contact: Contact) -> String {
        let name = DisplayText(contact.name)
        return (name.isEmpty ? contact.address : contact.name).lowercased()
    }

    private static func sorted(_ members: [(key: String, member: Member)]) -> [Member] {
        members.sorted { left, right in
            if left.key != right.key { return left.key < right.key }
            let (a, b) = (left.member.contact, right.member.contact)
            return (a.service.index, a.number) < (b.service.index, b.number)
        }
        .map(\.member)
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        if left.isEmpty != right.isEmpty { return right.isEmpty }
        let (a, b) = (left.lowercased(), right.lowercased())
        return a != b ? a < b : left < right
    }
}

import Messenger

extension Model {
    /// The contact's name, or the address where nothing of the name would be seen; of a person the first name that
    /// can be.
    func displayName(of contact: ContactID) -> DisplayText {
        let person = list.persons.contacts(of: contact)
        let names = person.lazy.map { DisplayText(state.entry(of: $0)?.name ?? "") }
        return names.first { !$0.isEmpty } ?? address(of: contact)
    }

    func address(of contact: ContactID) -> DisplayText {
        state.entry(of: contact).map { DisplayText($0.address) } ?? "?"
    }

    /// The addresses of whoever the row is about, the best present first.
    func addresses(of contact: ContactID) -> [ContactID] {
        let person = list.persons.contacts(of: contact)
        guard person.count > 1 else { return person }
        let ranked = person.map { (contact: $0, rank: PresenceRank(state.presence(of: $0).status).rawValue) }
        return ranked.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (a.rank, a.contact.service.index, left.offset)
                < (b.rank, b.contact.service.index, right.offset)
        }.map(\.element.contact)
    }

    /// The address by which a row shows a person: the best present one.
    func best(of contact: ContactID) -> ContactID { addresses(of: contact).first ?? contact }

    private func personAddress(of contact: ContactID) -> People.Address? {
        guard let entry = state.entry(of: contact), let service = state[contact.service] else { return nil }
        return People.Address(service: service.description.name, address: entry.address)
    }

    // MARK: Merging

    /// The first press marks, the second on another merges.
    mutating func merge(_ contact: ContactID) -> [Command] {
        guard let address = personAddress(of: contact) else { return [] }
        let name = displayName(of: contact)
        focus = .list
        guard let first = marked else {
            marked = Marked(address: address, name: name)
            return []
        }
        marked = nil
        if first.address == address { return [] }
        guard people.merge(first.address, address) else {
            notice = .told(first.name + " and " + name + ": one person already, or too many addresses")
            return []
        }
        peopleChanged()
        list.select(contact)
        notice = .done(first.name + " and " + name + " are one person now")
        return [.savePeople(people)]
    }

    mutating func separate(_ contact: ContactID) -> [Command] {
        guard let address = personAddress(of: contact), people.separate(address) else { return [] }
        peopleChanged()
        notice = .done(self.address(of: contact) + " stands alone now")
        return [.savePeople(people)]
    }

    private mutating func peopleChanged() {
        list.markContactsChanged()
        refreshList()
    }
}

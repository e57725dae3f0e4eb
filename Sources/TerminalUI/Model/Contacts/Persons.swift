import Messenger

/// The persons of several addresses, as contacts that are on the lists now. Whoever is in none is alone.
struct Persons {
    /// The contacts of each, in the order in which they were merged; the first stands for all in the list.
    private(set) var all: [[ContactID]] = []
    private var places: [ContactID: Int] = [:]

    /// Nobody has several addresses.
    init() {}

    init(_ people: People, _ state: MessengerState) {
        guard !people.persons.isEmpty else { return }
        let found = Self.contacts(of: people, state)
        for person in people.persons {
            let contacts = person.compactMap { found[$0] }
            guard contacts.count > 1 else { continue }
            for contact in contacts { places[contact] = all.count }
            all.append(contacts)
        }
    }

    /// The first contact of each address that is somebody's.
    private static func contacts(
        of people: People, _ state: MessengerState
    ) -> [People.Address: ContactID] {
        let wanted = Set(people.persons.joined())
        var found: [People.Address: ContactID] = [:]
        for (index, service) in state.services.enumerated() {
            for (number, contact) in service.contacts.enumerated() {
                guard let contact, let number = Int32(exactly: number) else { continue }
                let address = People.Address(service: service.description.name, address: contact.address)
                guard wanted.contains(address), found[address] == nil else { continue }
                found[address] = ContactID(service: ServiceID(index: index), number: number)
            }
        }
        return found
    }

    /// The contacts that are the same person as this one, itself included.
    func contacts(of contact: ContactID) -> [ContactID] {
        places[contact].map { all[$0] } ?? [contact]
    }

    /// Whether the contact is shown in another's row.
    func isShownElsewhere(_ contact: ContactID) -> Bool {
        places[contact].map { all[$0].first != contact } ?? false
    }

    /// The person that the contact is among others; nil when it is alone.
    func person(of contact: ContactID) -> [ContactID]? {
        if places.isEmpty { return nil }
        return places[contact].map { all[$0] }
    }
}

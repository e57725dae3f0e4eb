import XMPPCore

/// The people whom a server plays, found by their address.
struct People {
    private(set) var contacts: [LoopbackContact] = []
    private var places: [JID: Int] = [:]

    /// The person at this address, without a resource.
    subscript(_ address: JID) -> LoopbackContact? {
        places[address].map { contacts[$0] }
    }

    /// Replaces everybody.
    mutating func replace(_ contacts: [LoopbackContact]) {
        self.contacts = contacts
        places = [:]
        for (place, contact) in contacts.enumerated() {
            if let address = JID(contact.address) { places[address] = place }
        }
    }

    /// Somebody new.
    mutating func add(_ contact: LoopbackContact) {
        if let address = JID(contact.address) { places[address] = contacts.count }
        contacts.append(contact)
    }

    /// Changes somebody; nothing when there is nobody at this place.
    mutating func change(_ place: Int, _ body: (inout LoopbackContact) -> Void) {
        guard contacts.indices.contains(place) else { return }
        body(&contacts[place])
    }

    /// Where somebody is in the list.
    func place(of address: JID) -> Int? { places[address] }
}

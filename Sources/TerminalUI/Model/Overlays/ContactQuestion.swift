import Messenger

/// A question before something is done that is not easily undone. Only "yes" does it.
struct ContactQuestion: Hashable {
    enum Deed: Hashable {
        case remove
        case block
        case unblock
    }

    /// Whom it may be done to: a contact, or an address that is on no list.
    struct Whom: Hashable {
        let service: ServiceID
        /// The contact's number; nil for whoever is not on the list.
        let number: Int32?
        let address: String

        var contact: ContactID? { number.map { ContactID(service: service, number: $0) } }
    }

    let deed: Deed
    /// A person's addresses, of which one is chosen.
    private(set) var choices: [Whom]
    private(set) var place = 0

    /// Nil where there is nobody to ask about.
    init?(_ deed: Deed, _ choices: [Whom]) {
        guard !choices.isEmpty else { return nil }
        self.deed = deed
        self.choices = choices
    }

    var whom: Whom { choices[place] }

    mutating func move(by step: Int) { place = (place + step + choices.count) % choices.count }

    /// Whoever it is about, where that must be a contact: blocked are addresses.
    var contact: ContactID? {
        switch deed {
        case .remove: whom.contact
        case .block, .unblock: nil
        }
    }

    /// The same when contacts are these now; nil when whoever it is about is gone.
    func following(_ numberNow: (ContactID) -> ContactID?) -> ContactQuestion? {
        guard let chosen = following(whom, numberNow) else { return nil }
        var question = self
        question.choices = choices.compactMap { following($0, numberNow) }
        question.place = question.choices.firstIndex(of: chosen) ?? 0
        return question
    }

    private func following(_ whom: Whom, _ numberNow: (ContactID) -> ContactID?) -> Whom? {
        guard let contact = whom.contact else { return whom }
        let now = numberNow(contact)
        switch deed {
        case .remove where now == nil: return nil
        case .remove, .block, .unblock:
            return Whom(service: whom.service, number: now?.number, address: whom.address)
        }
    }

    /// What is to be asked of the service; nil where that cannot be.
    var request: ContactRequest? {
        switch deed {
        case .remove: whom.number.map { .remove(number: $0) }
        case .block: .block(address: whom.address)
        case .unblock: .unblock(address: whom.address)
        }
    }
}

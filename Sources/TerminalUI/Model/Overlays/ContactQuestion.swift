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
    }

    let deed: Deed
    /// A person's addresses, of which one is chosen.
    let choices: [Whom]
    private(set) var place = 0

    /// Nil where there is nobody to ask about.
    init?(_ deed: Deed, _ choices: [Whom]) {
        guard !choices.isEmpty else { return nil }
        self.deed = deed
        self.choices = choices
    }

    var whom: Whom { choices[place] }

    mutating func move(by step: Int) { place = (place + step + choices.count) % choices.count }

    /// What is to be asked of the service; nil where that cannot be.
    var request: ContactRequest? {
        switch deed {
        case .remove: whom.number.map { .remove(number: $0) }
        case .block: .block(address: whom.address)
        case .unblock: .unblock(address: whom.address)
        }
    }
}

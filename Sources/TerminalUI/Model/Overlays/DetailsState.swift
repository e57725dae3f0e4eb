import Messenger

/// What is open of a contact, or of somebody who asks: all that is known, and below that what can be done.
struct DetailsState: Hashable {
    enum Subject: Hashable {
        case contact(ContactID)
        case asking(Asking)
    }

    private(set) var subject: Subject
    /// Which of the things that can be done is chosen.
    var place = 0
    /// Which of a person's addresses it is about; nil until one is chosen.
    var address: ContactID?

    init(_ subject: Subject) { self.subject = subject }

    /// Whoever is open, if it is a contact.
    var contact: ContactID? {
        switch subject {
        case .contact(let contact): contact
        case .asking: nil
        }
    }

    /// The same when contacts are these now; nil when whoever is open is gone.
    func following(_ numberNow: (ContactID) -> ContactID?) -> DetailsState? {
        guard let contact else { return self }
        guard let now = numberNow(contact) else { return nil }
        var details = self
        details.subject = .contact(now)
        details.address = address.flatMap(numberNow)
        return details
    }
}

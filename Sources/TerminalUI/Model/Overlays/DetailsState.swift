import Messenger

/// What is open of a contact, or of somebody who asks: all that is known, and below that what can be done.
struct DetailsState: Hashable {
    enum Subject: Hashable {
        case contact(ContactID)
        case asking(Asking)
    }

    let subject: Subject
    /// Which of the things that can be done is chosen.
    var place = 0
    /// Which of a person's addresses it is about; nil until one is chosen.
    var address: ContactID?

    init(_ subject: Subject) { self.subject = subject }
}

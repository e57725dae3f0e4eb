import Messenger

/// What is selected, open, edited or asked stays with whoever it was about, by the address: a service numbers its
/// contacts anew with each list that it tells.
extension Model {
    /// Takes into account what the event is about to do to contacts' numbers.
    mutating func follow(_ event: MessengerEvent) {
        if case .contactsReceived(let service, let contacts) = event {
            follow(contacts, of: service)
        } else if case .contactRemoved(let removed) = event {
            follow { $0 == removed ? nil : $0 }
        }
    }

    private mutating func follow(_ contacts: [Contact?], of service: ServiceID) {
        let before = state
        let numberNow: (ContactID) -> ContactID? = { contact in
            guard contact.service == service else { return contact }
            return before.entry(of: contact).flatMap { contacts.number(of: $0.address) }
                .map { ContactID(service: service, number: $0) }
        }
        var names: [ContactID: DisplayText] = [:]
        for (contact, name) in askedAbout { if let now = numberNow(contact) { names[now] = name } }
        askedAbout = names
        follow(numberNow)
    }

    /// Another messenger's contacts are others.
    mutating func followNobody() {
        list.follow { _ in nil }
        focus = focus.following { _ in nil }
    }

    /// - Parameter numberNow: Who a contact is from now on; nil for one who is gone.
    private mutating func follow(_ numberNow: (ContactID) -> ContactID?) {
        list.follow(numberNow)
        if let subject = contactInFocus, numberNow(subject) == nil {
            notice = .told(nameAlone(of: subject) + " is not on the list any more.")
        }
        focus = focus.following(numberNow)
    }

    /// Whoever is open, edited or asked about.
    private var contactInFocus: ContactID? {
        switch focus {
        case .details(let details): details.contact
        case .palette(let palette): palette.details?.contact
        case .contactForm(let form): form.contact
        case .question(let question): question.contact
        case .list, .filter, .help, .journal, .services, .form, .picker, .keepQuestion, .answering, .blocked,
            .consent:
            nil
        }
    }

    /// Whatever other addresses the person has, it is this one that is gone.
    private func nameAlone(of contact: ContactID) -> DisplayText {
        let name = DisplayText(state.entry(of: contact)?.name ?? "")
        let address = address(of: contact)
        return name.isEmpty ? address : name + " (" + address + ")"
    }
}

extension Model.Focus {
    /// The same when contacts are these now; the list, where whoever it is about is gone.
    fileprivate func following(_ numberNow: (ContactID) -> ContactID?) -> Model.Focus {
        switch self {
        case .details(let details): details.following(numberNow).map { .details($0) } ?? .list
        case .palette(let palette): .palette(palette.following(numberNow))
        case .contactForm(let form): form.following(numberNow).map { .contactForm($0) } ?? .list
        case .question(let question): question.following(numberNow).map { .question($0) } ?? .list
        case .list, .filter, .help, .journal, .services, .form, .picker, .keepQuestion, .answering, .blocked,
            .consent:
            self
        }
    }
}

extension [Contact?] {
    /// The place of the contact that has the address, byte for byte.
    fileprivate func number(of address: String) -> Int32? {
        firstIndex { $0?.address.utf8.elementsEqual(address.utf8) == true }.flatMap { Int32(exactly: $0) }
    }
}

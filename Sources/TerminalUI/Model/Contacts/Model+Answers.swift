import Messenger

extension Model {
    /// Tells what came of a request: a refusal always, success where nothing else shows it.
    mutating func take(_ answer: RequestAnswer, to request: ContactRequest, of service: ServiceID) {
        let whom = whom(request, service)
        if let number = request.number {
            askedAbout[ContactID(service: service, number: number)] = nil
        }
        switch answer {
        case .done:
            if let words = request.wordsWhenDone { notice = .done(whom + words) }
            closeContactForm(request, of: service)
        case .refused(let reason):
            refuse(request, whom, DisplayText(reason), of: service)
        }
    }

    private mutating func refuse(
        _ request: ContactRequest, _ whom: DisplayText, _ reason: DisplayText, of service: ServiceID
    ) {
        if case .askLastActivity(let number) = request {
            // Asked by opening the details, which is where the answer belongs.
            lastActivity[ContactID(service: service, number: number)] = .refused(reason: reason)
            return
        }
        if case .contactForm(var form) = focus, form.phase == .sent(service, request) {
            form.refuse(reason)
            focus = .contactForm(form)
            return
        }
        notice = .told(whom + request.wordsWhenRefused + ": " + reason)
    }

    private mutating func closeContactForm(_ request: ContactRequest, of service: ServiceID) {
        if case .contactForm(let form) = focus, form.phase == .sent(service, request) { focus = .list }
    }

    /// A form that waits for a service which has gone goes back to editing.
    mutating func refuseContactForm(of service: ServiceID, _ reason: DisplayText) {
        guard case .contactForm(var form) = focus, case .sent(service, _) = form.phase else { return }
        form.refuse(reason)
        focus = .contactForm(form)
    }

    /// The contact's name, or the address of whoever is not on the list.
    private func whom(_ request: ContactRequest, _ service: ServiceID) -> DisplayText {
        if let number = request.number {
            let contact = ContactID(service: service, number: number)
            return askedAbout[contact] ?? displayName(of: contact)
        }
        return DisplayText(request.address ?? "")
    }
}

extension ContactRequest {
    /// The number of the contact that it is about; nil where it names an address.
    var number: Int32? {
        switch self {
        case .edit(let number, _, _), .remove(let number), .askToSee(let number), .stopSeeing(let number),
            .hideFrom(let number), .askLastActivity(let number):
            number
        case .add, .accept, .refuse, .block, .unblock: nil
        }
    }

    fileprivate var address: String? {
        switch self {
        case .add(let address, _, _), .accept(let address), .refuse(let address), .block(let address),
            .unblock(let address):
            address
        case .edit, .remove, .askToSee, .stopSeeing, .hideFrom, .askLastActivity: nil
        }
    }

    /// What follows the name; nil where the list shows it.
    fileprivate var wordsWhenDone: DisplayText? {
        switch self {
        case .remove: " was removed"
        case .askToSee: " was asked"
        case .stopSeeing: " is not seen any more"
        case .hideFrom: " does not see you any more"
        case .accept: " sees you now"
        case .refuse: " was refused"
        case .block: " is blocked"
        case .unblock: " is not blocked any more"
        case .add, .edit, .askLastActivity: nil
        }
    }

    fileprivate var wordsWhenRefused: DisplayText {
        switch self {
        case .add: " was not added"
        case .edit: " was not changed"
        case .remove: " was not removed"
        case .askToSee: " was not asked"
        case .stopSeeing: " is still seen"
        case .hideFrom: " may still see you"
        case .accept: " was not accepted"
        case .refuse: " was not refused"
        case .block: " is not blocked"
        case .unblock: " is still blocked"
        case .askLastActivity: ": not known when there last"
        }
    }
}

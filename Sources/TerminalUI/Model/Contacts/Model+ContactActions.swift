import Messenger

extension Model {
    /// Does to whoever is selected what the action says, or tells why that cannot be.
    mutating func performOnContact(_ action: Action) -> [Command] {
        switch focus {
        case .list, .details: break
        case .filter, .help, .journal, .services, .form, .picker, .keepQuestion, .palette, .contactForm,
            .question, .answering, .blocked, .consent:
            return []
        }
        refreshList()
        switch (action, list.selected) {
        case (.add, .asking(let asking)?):
            add(address: asking.request.address, to: asking.service)
            return []
        case (.add, _):
            add()
            return []
        case (.accept, .asking(let asking)?), (.refuse, .asking(let asking)?),
            (.block, .asking(let asking)?):
            return answer(action, asking)
        case (.accept, _), (.refuse, _):
            selectAsking()
            return []
        case (_, .contact(let contact, _)?): return perform(action, on: contact)
        case (_, .asking?), (_, .askingHeading?), (_, .heading?), (_, nil):
            notice = .told("Select a contact first.")
            return []
        }
    }

    /// Nobody is answered unseen: the first press only shows who asks.
    private mutating func selectAsking() {
        guard list.selectFirstAsking() else {
            notice = .told("Nobody asks to see you.")
            return
        }
        focus = .list
    }

    private mutating func perform(_ action: Action, on contact: ContactID) -> [Command] {
        let candidates = candidates(contact)
        let able = candidates.filter { obstacle(to: action, $0) == nil }
        guard let chosen = able.first else {
            if let first = candidates.first, let reason = obstacle(to: action, first) {
                notice = .told(reason)
            }
            return []
        }
        switch action {
        case .edit: edit(able)
        case .remove: ask(.remove, able)
        case .block: ask(isBlocked(chosen) ? .unblock : .block, able)
        case .merge: return merge(chosen)
        case .separate: return separate(chosen)
        case .askToSee: return request(.askToSee(number: chosen.number), chosen)
        case .stopSeeing: return request(.stopSeeing(number: chosen.number), chosen)
        case .hideFrom: return request(.hideFrom(number: chosen.number), chosen)
        case .askLastActivity: return askLastActivity(of: chosen)
        case .signIn, .signOut, .setStatus, .quit, .palette, .help, .up, .down, .pageUp, .pageDown, .first,
            .last, .open, .filter, .accept, .refuse, .add, .blocked, .toggleOffline, .changeOrder, .journal,
            .services, .redraw, .suspend:
            break
        }
        return []
    }

    /// The address that is chosen in the details; otherwise all of the person's, the best present first.
    private func candidates(_ contact: ContactID) -> [ContactID] {
        let all = addresses(of: contact)
        if case .details(let details) = focus, let address = details.address, all.contains(address) {
            return [address]
        }
        return all
    }

    // MARK: Asking services

    /// Asks something about a contact, whose name is needed for the answer even if the contact is gone by then.
    mutating func request(_ request: ContactRequest, _ contact: ContactID) -> [Command] {
        askedAbout[contact] = nameAndAddress(of: contact)
        return [.request(contact.service, request)]
    }

    /// The name, with the address where a person has several.
    private func nameAndAddress(of contact: ContactID) -> DisplayText {
        let name = displayName(of: contact)
        let isAlone = list.persons.contacts(of: contact).count < 2
        return isAlone ? name : name + " (" + address(of: contact) + ")"
    }

    private mutating func askLastActivity(of contact: ContactID) -> [Command] {
        lastActivity[contact] = .asked
        return request(.askLastActivity(number: contact.number), contact)
    }

    /// Opening an offline contact of whom nobody knows since when asks for that, once.
    mutating func askLastActivityUnasked(of contact: ContactID) -> [Command] {
        let all = addresses(of: contact)
        guard all.allSatisfy({ state.presence(of: $0).status == .offline }),
            all.allSatisfy({ state.presenceMoment(of: $0) == nil })
        else { return [] }
        let unasked = all.filter { lastActivity[$0] == nil && obstacle(to: .askLastActivity, $0) == nil }
        return unasked.flatMap { askLastActivity(of: $0) }
    }

    // MARK: Forms and questions

    private var groupNames: [String] { list.groupNames.filter { !$0.isEmpty } }

    /// Opens the form for another contact, where some service can take it.
    private mutating func add(address: String = "", to wanted: ServiceID? = nil) {
        let able = serviceIDs.filter { obstacle(to: .add, on: $0) == nil && (wanted ?? $0) == $0 }
        guard !able.isEmpty else {
            let reason = (wanted ?? serviceIDs.first).flatMap { obstacle(to: .add, on: $0) }
            notice = .told(reason ?? "There is no account to add contacts to.")
            return
        }
        focus = .contactForm(ContactForm(addingTo: able, address: address, knownGroups: groupNames))
    }

    private mutating func edit(_ contacts: [ContactID]) {
        guard let first = contacts.first, let entry = state.entry(of: first) else { return }
        focus = .contactForm(ContactForm(editing: contacts, entry, knownGroups: groupNames))
    }

    private mutating func ask(_ deed: ContactQuestion.Deed, _ contacts: [ContactID]) {
        let choices = contacts.compactMap { contact in
            state.entry(of: contact).map {
                ContactQuestion.Whom(service: contact.service, number: contact.number, address: $0.address)
            }
        }
        if let question = ContactQuestion(deed, choices) { focus = .question(question) }
    }

    func isBlocked(_ contact: ContactID) -> Bool {
        guard let entry = state.entry(of: contact) else { return false }
        return blocked.contains(entry.address, of: contact.service)
    }
}

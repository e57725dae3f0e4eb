import Messenger

extension Model {
    /// Answers whoever asks to see one; accepting is a question of its own, which may ask back.
    mutating func answer(_ action: Action, _ asking: Asking) -> [Command] {
        if let reason = obstacle(to: action, on: asking.service) {
            notice = .told(reason)
            return []
        }
        switch action {
        case .accept where isAskedBack(asking): return accept(asking)
        case .accept: focus = .answering(asking)
        case .refuse where heldRefuse.isNewPress(at: clock.moment):
            focus = .list
            return [.request(asking.service, .refuse(address: asking.request.address))]
        case .block:
            let whom = ContactQuestion.Whom(
                service: asking.service, number: nil, address: asking.request.address)
            if let question = ContactQuestion(.block, [whom]) { focus = .question(question) }
        case .refuse, .signIn, .signOut, .setStatus, .quit, .palette, .help, .up, .down, .pageUp, .pageDown,
            .first, .last, .open, .filter, .add, .edit, .remove, .merge, .separate, .askToSee, .stopSeeing,
            .hideFrom, .askLastActivity, .blocked, .toggleOffline, .changeOrder, .journal, .services,
            .redraw, .suspend:
            break
        }
        return []
    }

    /// `y` lets them see one, `a` asks to see them as well; anything else leaves the question open.
    mutating func press(_ key: Key, answering asking: Asking) -> [Command] {
        switch key {
        case .text("y"):
            return accept(asking)
        case .text("a"):
            return accept(asking) + askBack(asking)
        case .text("n"):
            focus = .list
            return [.request(asking.service, .refuse(address: asking.request.address))]
        case .escape:
            focus = .list
            return []
        case .text, .keypad, .control, .named, .paste, .unknown:
            return performAlways(key)
        }
    }

    private mutating func accept(_ asking: Asking) -> [Command] {
        focus = .list
        return [.request(asking.service, .accept(address: asking.request.address))]
    }

    /// Whoever is on the list already is only asked; the others are put on it. What they call themselves is no name
    /// that a person gave.
    private func askBack(_ asking: Asking) -> [Command] {
        let address = asking.request.address
        if let number = number(of: asking) { return [.request(asking.service, .askToSee(number: number))] }
        return [.request(asking.service, .add(address: address, name: "", groups: []))]
    }

    /// Whether we see them, or asked to, already.
    private func isAskedBack(_ asking: Asking) -> Bool {
        guard let number = number(of: asking),
            let entry = state.entry(of: ContactID(service: asking.service, number: number))
        else { return false }
        return entry.subscription.showsPresence || entry.isAsking
    }

    /// The number of the contact that asks; nil for somebody who is not on the list.
    func number(of asking: Asking) -> Int32? {
        let contacts = state[asking.service]?.contacts ?? []
        let place = contacts.firstIndex { contact in
            contact?.address.utf8.elementsEqual(asking.request.address.utf8) == true
        }
        return place.flatMap { Int32(exactly: $0) }
    }

    /// A question that was withdrawn, or answered elsewhere, needs no answer.
    mutating func leaveAnswering() {
        guard case .answering(let asking) = focus else { return }
        let waiting = state[asking.service]?.requests.waiting ?? []
        let isWaiting = waiting.contains {
            asking.isSame(Asking(service: asking.service, request: $0))
        }
        if !isWaiting { focus = .list }
    }
}

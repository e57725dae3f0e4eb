import Messenger

/// Something that can be done to whoever is open, by its key or by choosing it.
struct ContactDeed: Hashable {
    let action: Action
    let words: DisplayText
}

extension Model {
    /// What can be done to whoever is open.
    var deeds: [ContactDeed] {
        guard case .details(let details) = focus else { return [] }
        switch details.subject {
        case .asking: return askingDeeds
        case .contact(let contact):
            let address = shownAddress(details) ?? contact
            return contactActions.filter { obstacle(to: $0, address) == nil }
                .map { ContactDeed(action: $0, words: words(for: $0, address)) }
        }
    }

    private var askingDeeds: [ContactDeed] {
        [
            ContactDeed(action: .accept, words: "let them see you"),
            ContactDeed(action: .refuse, words: "refuse"),
            ContactDeed(action: .block, words: "block"),
        ]
    }

    private var contactActions: [Action] {
        [.askToSee, .edit, .stopSeeing, .hideFrom, .askLastActivity, .merge, .separate, .block, .remove]
    }

    private func words(for action: Action, _ contact: ContactID) -> DisplayText {
        let entry = state.entry(of: contact)
        switch action {
        case .askToSee: return entry?.isAsking == true ? "ask once more" : "ask to see them"
        case .stopSeeing:
            return entry?.subscription.showsPresence == true ? "see them no longer" : "ask no longer"
        case .hideFrom: return "let them see you no longer"
        case .askLastActivity: return "ask when they were there last"
        case .edit: return "name and groups"
        case .merge: return marked.map { "merge with " + $0.name } ?? "merge with another contact"
        case .separate: return "take this address out"
        case .block: return isBlocked(contact) ? "unblock" : "block"
        case .remove: return "remove from the list"
        case .signIn, .signOut, .setStatus, .quit, .palette, .help, .up, .down, .pageUp, .pageDown, .first,
            .last, .open, .filter, .accept, .refuse, .add, .blocked, .toggleOffline, .changeOrder, .journal,
            .services, .redraw, .suspend:
            return action.words
        }
    }

    /// The address that the details are about: the chosen one, or the best.
    func shownAddress(_ details: DetailsState) -> ContactID? {
        guard case .contact(let contact) = details.subject else { return nil }
        let all = addresses(of: contact)
        return details.address.flatMap { all.contains($0) ? $0 : nil } ?? all.first
    }

    /// Does what is chosen.
    mutating func performDeed(_ details: DetailsState) -> [Command] {
        let deeds = self.deeds
        guard deeds.indices.contains(details.place) else {
            focus = .list
            return []
        }
        if details.address == nil {
            // What is done is done to the address that is shown, whoever comes online meanwhile.
            var chosen = details
            chosen.address = shownAddress(details)
            focus = .details(chosen)
        }
        return perform(deeds[details.place].action)
    }

    /// Left and right go from address to address; nil for any other key.
    mutating func press(_ key: Key, in details: DetailsState) -> [Command]? {
        leaveDetailsOfOthers()
        guard case .details = focus else { return nil }
        switch key {
        case .left: return chooseAddress(details, by: -1)
        case .right: return chooseAddress(details, by: 1)
        case .text, .keypad, .control, .named, .paste, .unknown: return nil
        }
    }

    private mutating func chooseAddress(_ details: DetailsState, by step: Int) -> [Command] {
        guard case .contact(let contact) = details.subject else { return [] }
        let all = list.persons.contacts(of: contact)
        guard all.count > 1 else { return [] }
        let place = shownAddress(details).flatMap { all.firstIndex(of: $0) } ?? 0
        var chosen = details
        chosen.address = all[(place + step + all.count) % all.count]
        chosen.place = 0
        focus = .details(chosen)
        return []
    }

    /// Whoever was open may be gone, and another selected.
    mutating func leaveDetailsOfOthers() {
        guard case .details(let details) = focus else { return }
        refreshList()
        switch (details.subject, list.selected) {
        case (.contact(let open), .contact(let selected, _)?)
        where list.persons.contacts(of: open).contains(selected):
            break
        case (.asking(let open), .asking(let selected)?) where open.isSame(selected): break
        case (.contact, _), (.asking, _): focus = .list
        }
    }
}

import Messenger

extension Model {
    /// Why the action cannot be done to the contact; nil when it can.
    func obstacle(to action: Action, _ contact: ContactID) -> DisplayText? {
        obstacle(to: action, on: contact.service)
            ?? state.entry(of: contact).flatMap {
                obstacle(to: action, contact, $0)
            }
    }

    /// Why the service cannot do it; nil when it can.
    func obstacle(to action: Action, on service: ServiceID) -> DisplayText? {
        guard let ability = action.ability else { return nil }
        guard let there = state[service], there.status.isOnline else {
            return name(of: service) + " is not signed in."
        }
        return there.description.abilities.contains(ability)
            ? nil : name(of: service) + " cannot " + ability.words + "."
    }

    private func obstacle(to action: Action, _ contact: ContactID, _ entry: Contact) -> DisplayText? {
        let name = displayName(of: contact)
        switch action {
        case .askToSee:
            return entry.subscription.showsPresence ? "You see " + name + " already." : nil
        case .stopSeeing:
            return entry.subscription.showsPresence || entry.isAsking ? nil : "You do not see " + name + "."
        case .hideFrom:
            return entry.subscription.showsOwn ? nil : name + " does not see you."
        case .askLastActivity:
            return state.presence(of: contact).status == .offline ? nil : name + " is not offline."
        case .separate:
            return list.persons.person(of: contact) == nil ? name + " has one address only." : nil
        case .signIn, .signOut, .setStatus, .quit, .palette, .help, .up, .down, .pageUp, .pageDown, .first,
            .last, .open, .filter, .accept, .refuse, .add, .edit, .remove, .block, .merge, .blocked,
            .toggleOffline, .changeOrder, .journal, .services, .redraw, .suspend:
            return nil
        }
    }
}

extension Contact.Subscription {
    /// Whether the contact sees one's own presence.
    var showsOwn: Bool {
        switch self {
        case .from, .both: true
        case .none, .to: false
        }
    }
}

extension Action {
    /// What a service must be able to do for it; nil where no service is asked.
    fileprivate var ability: ContactAbility? {
        switch self {
        case .add, .remove: .changeList
        case .edit: .edit
        case .askToSee, .stopSeeing, .hideFrom, .accept, .refuse: .subscribe
        case .block: .block
        case .askLastActivity: .lastActivity
        case .signIn, .signOut, .setStatus, .quit, .palette, .help, .up, .down, .pageUp, .pageDown, .first,
            .last, .open, .filter, .merge, .separate, .blocked, .toggleOffline, .changeOrder, .journal,
            .services, .redraw, .suspend:
            nil
        }
    }
}

extension ContactAbility {
    fileprivate var words: DisplayText {
        switch self {
        case .changeList: "add or remove contacts"
        case .edit: "name contacts or put them into groups"
        case .subscribe: "ask to see somebody"
        case .block: "block addresses"
        case .lastActivity: "tell when somebody was there last"
        }
    }
}

extension Action {
    /// What it does, for the help and the palette.
    var words: DisplayText {
        switch self {
        case .signIn: "sign in"
        case .signOut: "sign out of everything; again: don't wait"
        case .setStatus: "set status and status text"
        case .filter: "filter by typing; Esc leaves it"
        case .up: "up"
        case .down: "down"
        case .pageUp: "a page up"
        case .pageDown: "a page down"
        case .first: "to the first"
        case .last: "to the last"
        case .open: "open a contact, fold a group"
        case .accept: "let whoever asks see you"
        case .refuse: "refuse whoever asks"
        case .add: "add a contact"
        case .edit: "give a contact a name and groups"
        case .remove: "remove a contact"
        case .block: "block or unblock a contact"
        case .merge: "merge two contacts into one person"
        case .separate: "take an address out of its person"
        case .askToSee: "ask to see a contact"
        case .stopSeeing: "see a contact no longer"
        case .hideFrom: "let a contact see you no longer"
        case .askLastActivity: "ask when a contact was there last"
        case .blocked: "the blocked addresses"
        case .toggleOffline: "show or hide offline contacts"
        case .changeOrder: "order by presence or by name"
        case .journal: "the journal, receipts included"
        case .services: "how every service is, or ended"
        case .palette: "everything by name"
        case .help: "this help"
        case .quit: "sign out and quit; again: at once"
        case .redraw: "draw the screen anew"
        case .suspend: "suspend; fg continues"
        }
    }

    /// The actions that share a line of the help with this one, after it.
    var companions: [Action] {
        switch self {
        case .up: [.down]
        case .pageUp: [.pageDown]
        case .first: [.last]
        case .signIn, .signOut, .setStatus, .filter, .accept, .down, .pageDown, .last, .open, .add, .refuse,
            .edit,
            .remove,
            .block, .merge, .separate, .askToSee, .stopSeeing, .hideFrom, .askLastActivity, .blocked,
            .toggleOffline, .changeOrder, .journal, .services, .palette, .help, .quit, .redraw, .suspend:
            []
        }
    }
}

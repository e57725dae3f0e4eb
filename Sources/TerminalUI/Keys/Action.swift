/// What a key can do outside of text fields. The raw value is its name in the configuration.
public enum Action: String, Hashable, Sendable, CaseIterable {
    /// Sign in to all services that are not.
    case signIn = "sign_in"
    /// Sign out of everything; while disconnecting: don't wait.
    case signOut = "sign_out"
    /// Choose the status and its text.
    case setStatus = "status"
    /// Filter by typing.
    case filter
    /// One row up.
    case up
    /// One row down.
    case down
    /// One page up.
    case pageUp = "page_up"
    /// One page down.
    case pageDown = "page_down"
    /// To the first row.
    case first
    /// To the last row.
    case last
    /// Open a contact, or fold or unfold a group.
    case open
    /// Show or hide offline contacts.
    case toggleOffline = "offline"
    /// Change the order of contacts.
    case changeOrder = "order"
    /// Show or leave the journal.
    case journal
    /// Show or leave the state of every service.
    case services
    /// Show or leave the help.
    case help
    /// Sign out and quit; again: at once.
    case quit
    /// Draw everything anew.
    case redraw
    /// Stop, to be continued by the shell.
    case suspend

    /// What it does, for the help.
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
        case .toggleOffline: "show or hide offline contacts"
        case .changeOrder: "order by presence or by name"
        case .journal: "the journal, receipts included"
        case .services: "how every service is, or ended"
        case .help: "this help"
        case .quit: "sign out and quit; again: at once"
        case .redraw: "draw the screen anew"
        case .suspend: "suspend; fg continues"
        }
    }

    /// The action that does the same the other way round, and shares a line of the help.
    var opposite: Action? {
        switch self {
        case .up: .down
        case .pageUp: .pageDown
        case .first: .last
        case .signIn, .signOut, .setStatus, .filter, .down, .pageDown, .last, .open, .toggleOffline,
            .changeOrder, .journal, .services, .help, .quit, .redraw, .suspend:
            nil
        }
    }
}

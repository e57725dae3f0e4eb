/// What a key can do outside of text fields. The raw value is its name in the configuration.
public enum Action: String, Hashable, Sendable, CaseIterable {
    /// Sign in to all services that are not.
    case signIn = "sign_in"
    /// Sign out of everything; while disconnecting: don't wait.
    case signOut = "sign_out"
    /// Choose the status and its text.
    case setStatus = "status"
    /// Sign out and quit; again: at once.
    case quit
    /// Choose anything by its name.
    case palette
    /// Show or leave the help.
    case help
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
    /// Filter by typing.
    case filter
    /// Let the selected one who asks see one's presence.
    case accept
    /// Do not let the selected one who asks see one's presence.
    case refuse
    /// Put somebody on the contact list.
    case add
    /// Give the selected contact another name and other groups.
    case edit
    /// Take the selected contact off the list.
    case remove
    /// Block the selected contact, or block them no longer.
    case block
    /// Mark a contact, or make the selected one and the marked one one person.
    case merge
    /// Take an address out of its person.
    case separate
    /// Ask to see the selected contact's presence.
    case askToSee = "ask_to_see"
    /// See the selected contact's presence no longer.
    case stopSeeing = "stop_seeing"
    /// Let the selected contact see one's presence no longer.
    case hideFrom = "hide_from"
    /// Ask when the selected contact was there last.
    case askLastActivity = "last_seen"
    /// Show the blocked addresses.
    case blocked
    /// Show or hide offline contacts.
    case toggleOffline = "offline"
    /// Change the order of contacts.
    case changeOrder = "order"
    /// Show or leave the journal.
    case journal
    /// Show or leave the state of every service.
    case services
    /// Draw everything anew.
    case redraw
    /// Stop, to be continued by the shell.
    case suspend

    /// What a key does even where a question waits for its answer.
    static let always: Set<Action> = [.signOut, .quit, .redraw, .suspend]

    /// What gives up its standard key where the configuration gives that to another action: it can be found by name.
    static let yielding: Set<Action> = [
        .accept, .refuse, .add, .edit, .remove, .block, .merge, .separate, .askToSee, .stopSeeing, .hideFrom,
        .askLastActivity, .blocked, .palette,
    ]
}

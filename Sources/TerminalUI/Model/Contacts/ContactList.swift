import Messenger

/// The contact list as a person sees it: its rows, the selected one, and what is scrolled into view.
///
/// Events only mark it; it is arranged anew when it is next looked at, so once a frame however many came.
struct ContactList {
    /// What is selected, by what it is and not by its row: rows move.
    private enum Selection: Hashable {
        case askingHeading
        case asking(Asking)
        case heading(String)
        case contact(ContactID, group: String)
        /// A contact who is gone: until somebody moves, whatever took the place.
        case gone
    }

    private enum Freshness {
        case fresh
        case arrangementIsOld
        case groupsAreOld
    }

    private(set) var rows: ContactRows
    private(set) var selectedRow = 0
    private var top = 0
    /// Nil until a person moves: the first contact is shown as selected, whoever that is.
    private var selection: Selection?
    private(set) var persons = Persons()
    private var groups: ContactGroups
    private var ranks: PresenceRanks
    private var freshness = Freshness.groupsAreOld

    init(_ state: MessengerState) {
        groups = ContactGroups(state, persons)
        ranks = PresenceRanks(state, persons)
        rows = ContactRows(groups, ranks, AskingList(), Preferences(), needle: [])
    }

    /// Contacts came, went, were renamed or merged, or nothing is known of them any more.
    mutating func markContactsChanged() { freshness = .groupsAreOld }

    /// Folds, the filter, the order or who asks changed.
    mutating func markArrangementChanged() {
        if freshness == .fresh { freshness = .arrangementIsOld }
    }

    /// A contact's status is this now.
    mutating func note(_ status: Status, of contact: ContactID) {
        // Where the groups are old the ranks are too.
        guard freshness != .groupsAreOld else { return }
        if ranks.note(status, of: contact) { markArrangementChanged() }
    }

    /// Brings the rows up to date; the selection stays with what is selected, or goes to what took its place.
    mutating func refresh(
        _ state: MessengerState, _ people: People, _ preferences: Preferences, needle: [UInt8]
    ) {
        switch freshness {
        case .fresh: return
        case .arrangementIsOld: break
        case .groupsAreOld:
            persons = Persons(people, state)
            groups = ContactGroups(state, persons)
            ranks = PresenceRanks(state, persons)
        }
        rows = ContactRows(
            groups, ranks, AskingList(state, needle: needle), preferences, needle: needle)
        freshness = .fresh
        if let place = rowOfSelection {
            selectedRow = place
        } else if selection == nil {
            selectedRow = rows.firstContact
        } else {
            select(row: selectedRow)
        }
    }

    private var rowOfSelection: Int? {
        switch selection {
        case .askingHeading?: rows.rowOfAskingHeading
        case .asking(let asking)?: rows.row(of: asking)
        case .heading(let name)?: rows.row(ofHeading: name)
        case .contact(let contact, let group)?: row(of: contact, preferring: group)
        case .gone?, nil: nil
        }
    }

    /// The row of the contact, or of whoever stands for it, in that group or in the first that shows it.
    private func row(of contact: ContactID, preferring group: String? = nil) -> Int? {
        let shown = persons.contacts(of: contact).first ?? contact
        return group.flatMap { rows.row(of: shown, group: $0) }
            ?? rows.headings.lazy.compactMap { [rows] in rows.row(of: shown, group: $0.name) }.first
    }

    /// The names of all groups, in their order.
    var groupNames: [String] { groups.groups.map(\.name) }

    /// What is selected; nil when there are no rows.
    var selected: ContactRows.Row? { rows.row(selectedRow) }

    private mutating func select(row: Int) {
        selectedRow = max(0, min(row, rows.count - 1))
        switch selected {
        case .askingHeading?: selection = .askingHeading
        case .asking(let asking)?: selection = .asking(asking)
        case .heading(let place)?: selection = .heading(rows.headings[place].name)
        case .contact(let contact, let place)?:
            selection = .contact(contact, group: rows.headings[place].name)
        case nil: break
        }
    }

    mutating func move(by step: Int) { select(row: selectedRow + step) }

    /// Selects the first contact, for a filter whose matches have changed.
    mutating func selectFirstContact() { select(row: rows.firstContact) }

    /// Selects the first who asks; false when nobody does, or only those beyond the limit.
    mutating func selectFirstAsking() -> Bool {
        guard !rows.asking.all.isEmpty else { return false }
        select(row: 1)
        return true
    }

    /// Selects the contact, or whoever stands for it, in the first group that shows it.
    mutating func select(_ contact: ContactID) {
        if let row = row(of: contact) { select(row: row) }
    }

    /// Stays with what is selected, also where nobody has moved yet.
    mutating func holdSelection() { select(row: selectedRow) }

    /// Contacts are these now; nil for one who is gone.
    mutating func follow(_ numberNow: (ContactID) -> ContactID?) {
        guard case .contact(let contact, let group)? = selection else { return }
        selection = numberNow(contact).map { .contact($0, group: group) } ?? .gone
    }

    /// Scrolls so that the selected row is among `height` rows; returns these.
    mutating func visibleRows(height: Int) -> Range<Int> {
        guard height > 0 else { return 0..<0 }
        if selectedRow < top { top = selectedRow }
        // What is above the first contact is worth its rows.
        if selectedRow == rows.firstContact, height > selectedRow { top = 0 }
        if selectedRow >= top + height { top = selectedRow - height + 1 }
        top = max(0, min(top, rows.count - height))
        return top..<min(rows.count, top + height)
    }
}

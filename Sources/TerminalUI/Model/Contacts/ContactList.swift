import Messenger

/// The contact list as a person sees it: its rows, the selected one, and what is scrolled into view.
///
/// Events only mark it; it is brought up to date when it is next looked at, so once a frame however many came.
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
        /// Some are shown elsewhere than before, whose ranks are noted.
        case countsAreOld
        case arrangementIsOld
        case ranksAreOld
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

    /// Contacts came, went, were renamed or merged.
    mutating func markContactsChanged() { freshness = .groupsAreOld }

    /// A service came or went, and with it all that is known of its contacts' presence.
    mutating func markPresenceChanged() {
        switch freshness {
        case .fresh, .countsAreOld, .arrangementIsOld: freshness = .ranksAreOld
        case .ranksAreOld, .groupsAreOld: break
        }
    }

    /// Folds, the filter, the order or who asks changed.
    mutating func markArrangementChanged() {
        switch freshness {
        case .fresh, .countsAreOld: freshness = .arrangementIsOld
        case .arrangementIsOld, .ranksAreOld, .groupsAreOld: break
        }
    }

    /// A contact's status is this now.
    mutating func note(_ status: Status, of contact: ContactID) {
        switch freshness {
        case .fresh, .countsAreOld:
            guard let moved = ranks.note(status, of: contact) else { return }
            rows.note(ranks[moved], of: moved)
            freshness = .countsAreOld
        case .arrangementIsOld: _ = ranks.note(status, of: contact)
        // They are taken from the state when they are needed.
        case .ranksAreOld, .groupsAreOld: break
        }
    }

    /// Brings the rows up to date; the selection stays with what is selected, or goes to what took its place.
    mutating func refresh(
        _ state: MessengerState, _ people: People, _ preferences: Preferences, needle: [UInt8]
    ) {
        switch freshness {
        case .fresh: return
        case .countsAreOld: rows.countEntries()
        case .arrangementIsOld: arrange(state, preferences, needle)
        case .ranksAreOld:
            ranks = PresenceRanks(state, persons)
            arrange(state, preferences, needle)
        case .groupsAreOld:
            persons = Persons(people, state)
            groups = ContactGroups(state, persons)
            ranks = PresenceRanks(state, persons)
            arrange(state, preferences, needle)
        }
        freshness = .fresh
        if let place = rowOfSelection {
            selectedRow = place
        } else if selection == nil {
            selectedRow = rows.firstContact
        } else {
            select(row: selectedRow)
        }
    }

    private mutating func arrange(
        _ state: MessengerState, _ preferences: Preferences, _ needle: [UInt8]
    ) {
        rows = ContactRows(
            groups, ranks, AskingList(state, needle: needle), preferences, needle: needle)
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
        return group.flatMap { rows.row(of: shown, group: $0) } ?? rows.row(of: shown)
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
        case .heading(let place)?: selection = .heading(rows.heading(place).name)
        case .contact(let contact, let place)?:
            selection = .contact(contact, group: rows.heading(place).name)
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

import Messenger

/// The contact list as a person sees it: its rows, the selected one, and what is scrolled into view.
///
/// Events only mark it; it is arranged anew when it is next looked at, so once a frame however many came.
struct ContactList {
    /// What is selected, by what it is and not by its row: rows move.
    enum Selection: Hashable {
        case heading(String)
        case contact(ContactID, group: String)
    }

    private enum Freshness {
        case fresh
        case arrangementIsOld
        case groupsAreOld
    }

    private(set) var rows = ContactRows()
    private(set) var selectedRow = 0
    private(set) var top = 0
    private var selection: Selection?
    private var groups: ContactGroups?
    private var freshness = Freshness.groupsAreOld

    /// Contacts came, went or were renamed.
    mutating func markContactsChanged() { freshness = .groupsAreOld }

    /// Presences, folds, the filter or the order changed.
    mutating func markArrangementChanged() {
        if freshness == .fresh { freshness = .arrangementIsOld }
    }

    /// Brings the rows up to date; the selection stays with what is selected, or goes to what took its place.
    mutating func refresh(_ state: MessengerState, _ preferences: Preferences, needle: [UInt8]) {
        if freshness == .fresh { return }
        let groups = freshness == .groupsAreOld ? ContactGroups(state) : self.groups ?? ContactGroups(state)
        self.groups = groups
        rows = ContactRows(groups, state, preferences, needle: needle)
        freshness = .fresh
        if let selection, let place = rows.rows.firstIndex(where: { matches($0, selection) }) {
            selectedRow = place
        } else {
            select(row: selection == nil ? firstContactRow : selectedRow)
        }
    }

    private var firstContactRow: Int { rows.rows.count > 1 ? 1 : 0 }

    /// What is selected; nil when there are no rows.
    var selected: ContactRows.Row? {
        rows.rows.indices.contains(selectedRow) ? rows.rows[selectedRow] : nil
    }

    mutating func select(row: Int) {
        selectedRow = max(0, min(row, rows.rows.count - 1))
        guard let selected else { return }
        switch selected {
        case .heading(let place): selection = .heading(rows.headings[place].name)
        case .contact(let contact, let place): selection = .contact(contact, group: rows.headings[place].name)
        }
    }

    mutating func move(by step: Int) { select(row: selectedRow + step) }

    /// Selects the first contact, for a filter whose matches have changed.
    mutating func selectFirstContact() { select(row: firstContactRow) }

    /// Scrolls so that the selected row is among `height` rows; returns these.
    mutating func visibleRows(height: Int) -> Range<Int> {
        guard height > 0 else { return 0..<0 }
        let count = rows.rows.count
        if selectedRow < top { top = selectedRow }
        // The heading above the first contact is worth its row.
        if selectedRow == 1, height > 1 { top = 0 }
        if selectedRow >= top + height { top = selectedRow - height + 1 }
        top = max(0, min(top, count - height))
        return top..<min(count, top + height)
    }

    private func matches(_ row: ContactRows.Row, _ selection: Selection) -> Bool {
        switch (row, selection) {
        case (.heading(let place), .heading(let name)): rows.headings[place].name == name
        case (.contact(let contact, let place), .contact(let selected, let group)):
            contact == selected && rows.headings[place].name == group
        case (.heading, .contact), (.contact, .heading): false
        }
    }
}

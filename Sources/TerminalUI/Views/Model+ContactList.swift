import Messenger

extension Model {
    mutating func drawList(_ grid: inout Grid, _ layout: Layout) {
        let visible = list.visibleRows(height: layout.body.count)
        if list.rows.rows.isEmpty { return drawEmptyList(&grid, layout) }
        for place in visible {
            let row = layout.body.lowerBound + place - visible.lowerBound
            switch list.rows.rows[place] {
            case .heading(let heading): draw(list.rows.headings[heading], &grid, row, layout.list)
            case .contact(let contact, _): draw(contact, &grid, row, layout.list)
            }
            if place == list.selectedRow {
                grid.restyle(row: row, columns: layout.list, style: selectionStyle)
            }
        }
    }

    private var selectionStyle: Style {
        switch focus {
        case .list, .filter, .details: .selected
        case .help, .form, .picker, .keepQuestion: .selectedInactive
        }
    }

    private func drawEmptyList(_ grid: inout Grid, _ layout: Layout) {
        guard let row = layout.body.first else { return }
        let words: DisplayText
        if filter?.isEmpty == false {
            words = "Nobody matches."
        } else if state.status.isOnline {
            words = "No contacts yet."
        } else if state.status.isPassing {
            words = ""
        } else {
            words = "Not signed in: " + keymap.label(.signIn) + " signs in."
        }
        grid.put(words, row: row, column: layout.list.lowerBound, maxWidth: layout.list.count, style: .dim)
    }

    private func draw(_ heading: ContactRows.Heading, _ grid: inout Grid, _ row: Int, _ columns: Range<Int>) {
        let mark: DisplayText = heading.fold == .folded ? "▸ " : "▾ "
        let count: DisplayText = " \(heading.online)/\(heading.total)"
        // The count is worth more than the end of a long name.
        let room = max(0, columns.count - mark.width - count.width)
        var text = StyledText(mark + heading.title.truncated(to: room), .title)
        text.append(count, .dim)
        grid.put(text, row: row, column: columns.lowerBound, maxWidth: columns.count)
    }

    private mutating func draw(
        _ contact: ContactID, _ grid: inout Grid, _ row: Int, _ columns: Range<Int>
    ) {
        let presence = state.presence(of: contact)
        let indent = columns.count >= 28 ? 2 : 0
        let start = columns.lowerBound + indent
        let end = columns.upperBound
        grid.put(
            presence.status.symbol, row: row, column: start, maxWidth: end - start,
            style: presence.status.style)
        let nameStart = start + 2
        let room = max(0, end - nameStart)
        let nameWidth = room < 24 ? room : room * 2 / 5
        grid.put(displayName(of: contact), row: row, column: nameStart, maxWidth: nameWidth)
        guard nameWidth < room else { return }
        let textStart = nameStart + nameWidth + 1
        let text = summary(of: contact, presence)
        grid.put(text, row: row, column: textStart, maxWidth: max(0, end - textStart), style: .dim)
    }

    /// The name, or the address where nothing of the name would be seen; with the service where there are
    /// several.
    func displayName(of contact: ContactID) -> DisplayText {
        guard let entry = state.entry(of: contact) else { return "?" }
        let name = DisplayText(entry.name)
        let shown = name.isEmpty ? DisplayText(entry.address) : name
        return state.services.count > 1 ? "\(shown) (\(self.name(of: contact.service)))" : shown
    }

    /// The status text, or else the status in words.
    private mutating func summary(of contact: ContactID, _ presence: Presence) -> DisplayText {
        let text = DisplayText(presence.text)
        if !text.isEmpty { return text }
        if presence.status == .offline, let moment = state.presenceMoment(of: contact) {
            showsAges = true
            return "last seen \(clock.coarseAge(of: moment)) ago"
        }
        return presence.status.lowercaseTitle + asOf(contact, presence)
    }

    /// Since when nothing is known of a contact whose service's session has ended.
    func asOf(_ contact: ContactID, _ presence: Presence) -> DisplayText {
        guard presence.status == .unknown, let moment = state[contact.service]?.contactsAsOf else {
            return ""
        }
        return ", as of \(clock.timeOfDay(at: moment))"
    }
}

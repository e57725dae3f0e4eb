import Messenger

extension Model {
    mutating func drawList(_ grid: inout Grid, _ layout: Layout) {
        let visible = list.visibleRows(height: layout.body.count)
        if list.rows.count == 0 { return drawEmptyList(&grid, layout) }
        for place in visible {
            let row = layout.body.lowerBound + place - visible.lowerBound
            switch list.rows.row(place) {
            case .heading(let heading)?: draw(list.rows.headings[heading], &grid, row, layout.list)
            case .contact(let contact, _)?: draw(contact, &grid, row, layout.list)
            case nil: break
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

    /// Why there is nobody to show: the whole reasons of what failed, which the status line may have to cut.
    private func drawEmptyList(_ grid: inout Grid, _ layout: Layout) {
        // The form says itself what went wrong.
        if case .form = focus { return }
        let width = layout.list.count
        var lines: [StyledText] = []
        if filter?.isEmpty == false {
            lines.append(StyledText("Nobody matches.", .dim))
        } else if state.status.isOnline {
            lines.append(StyledText("No contacts yet.", .dim))
        } else if !state.status.isPassing {
            for service in state.services {
                guard service.status == .offline, let end = service.lastEnd else { continue }
                let reason = DisplayText(service.description.name) + ": " + DisplayText(end.reason)
                lines += reason.wrapped(to: width, maximum: 5).map { StyledText($0, .error) }
            }
            lines.append(StyledText("Not signed in: " + keymap.label(.signIn) + " signs in.", .dim))
        }
        for (row, line) in zip(layout.body, lines) {
            grid.put(line, row: row, column: layout.list.lowerBound, maxWidth: width)
        }
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
        let asOf = asOf(contact, presence)
        return asOf.isEmpty ? presence.status.lowercaseTitle : asOf
    }

    /// Since when nothing is known of a contact whose service's session has ended, such as "as of 12:03".
    func asOf(_ contact: ContactID, _ presence: Presence) -> DisplayText {
        guard presence.status == .unknown, let moment = state[contact.service]?.contactsAsOf else {
            return ""
        }
        return "as of \(clock.timeOfDay(at: moment))"
    }
}

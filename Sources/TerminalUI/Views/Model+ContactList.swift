import Messenger

extension Model {
    mutating func drawList(_ grid: inout Grid, _ layout: Layout) {
        let body = listRows(layout)
        drawReminder(&grid, layout, rows: body.upperBound..<layout.body.upperBound)
        let visible = list.visibleRows(height: body.count)
        if list.rows.count == 0 { return drawEmptyList(&grid, layout, rows: body) }
        for place in visible {
            let row = body.lowerBound + place - visible.lowerBound
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

    /// The rows that the list has: all but those of the reminder.
    func listRows(_ layout: Layout) -> Range<Int> {
        layout.body.lowerBound..<layout.body.upperBound - reminder(layout).count
    }

    /// That a sign-out was not confirmed, below the list where the services pane does not say it.
    private func reminder(_ layout: Layout) -> [DisplayText] {
        guard layout.body.count >= 8, focus != .details else { return [] }
        let unconfirmed = serviceIDs.filter { standing(of: $0).isUnconfirmed }
        guard !unconfirmed.isEmpty else { return [] }
        if case .full = servicesPane(layout) { return [] }
        let names = DisplayText.list(unconfirmed.map { name(of: $0) })
        let words = state.services.count == 1 ? Self.mayStillSee : names + ": " + Self.mayStillSee
        return words.wrapped(to: layout.list.count, maximum: 3)
    }

    private func drawReminder(_ grid: inout Grid, _ layout: Layout, rows: Range<Int>) {
        for (row, line) in zip(rows, reminder(layout)) {
            grid.put(
                line, row: row, column: layout.list.lowerBound, maxWidth: layout.list.count, style: .warning)
        }
    }

    private var selectionStyle: Style {
        switch focus {
        case .list, .filter, .details: .selected
        case .help, .journal, .services, .form, .picker, .keepQuestion: .selectedInactive
        }
    }

    /// Why there is nobody to show: the whole reasons of what failed, which the status line may have to cut.
    private func drawEmptyList(_ grid: inout Grid, _ layout: Layout, rows: Range<Int>) {
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
        for (row, line) in zip(rows, lines) {
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
        let isNameAlone = nameWidth == room
        let mark = isNameAlone && isUnverified(presence) ? "unverified" : serviceMark(of: contact)
        put(displayName(of: contact), mark: mark, &grid, row: row, column: nameStart, width: nameWidth)
        if isNameAlone { return }
        let textStart = nameStart + nameWidth + 1
        let text = summary(of: contact, presence)
        grid.put(text, row: row, column: textStart, maxWidth: max(0, end - textStart), style: .dim)
    }

    /// The name with a mark in parentheses after it, which is worth more than the end of a long name.
    private func put(
        _ name: DisplayText, mark: DisplayText, _ grid: inout Grid, row: Int, column: Int, width: Int
    ) {
        let suffix: DisplayText = mark.isEmpty ? "" : " (\(mark))"
        let short = name.truncated(to: max(4, width - suffix.width))
        grid.put(short + suffix, row: row, column: column, maxWidth: width)
    }

    /// The name, or the address where nothing of the name would be seen.
    private func displayName(of contact: ContactID) -> DisplayText {
        guard let entry = state.entry(of: contact) else { return "?" }
        let name = DisplayText(entry.name)
        return name.isEmpty ? DisplayText(entry.address) : name
    }

    /// The contact's service, where there are several.
    private func serviceMark(of contact: ContactID) -> DisplayText {
        state.services.count > 1 ? name(of: contact.service) : ""
    }

    /// Whether somebody is there who has not proved to be the person.
    private func isUnverified(_ presence: Presence) -> Bool {
        presence.status.isOnline && presence.identity == .unverified
    }

    /// The status text, or else the status in words; first of all that a nick is not verified.
    private mutating func summary(of contact: ContactID, _ presence: Presence) -> DisplayText {
        let words = statusSummary(of: contact, presence)
        return isUnverified(presence) ? "unverified · " + words : words
    }

    private mutating func statusSummary(of contact: ContactID, _ presence: Presence) -> DisplayText {
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

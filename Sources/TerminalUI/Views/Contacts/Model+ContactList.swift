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
            case .askingHeading?: drawAskingHeading(&grid, row, layout.list)
            case .asking(let asking)?: draw(asking, &grid, row, layout.list)
            case .heading(let heading)?: draw(list.rows.heading(heading), &grid, row, layout.list)
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
        guard layout.body.count >= 8, !showsDetailsAlone(layout) else { return [] }
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
        case .list, .filter: .selected
        case .help, .journal, .services, .form, .picker, .keepQuestion, .details, .palette, .contactForm,
            .question, .answering, .blocked, .consent:
            .selectedInactive
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
            let words: DisplayText = "No contacts yet: " + keymap.label(.add) + " adds one."
            lines.append(StyledText(canAdd ? words : "No contacts yet.", .dim))
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
        // A person is shown as the best present of their addresses is.
        let best = self.best(of: contact)
        let presence = state.presence(of: best)
        let indent = columns.count >= 28 ? 2 : 0
        let start = columns.lowerBound + indent
        let end = columns.upperBound
        if isMarked(contact) {
            grid.put("m", row: row, column: columns.lowerBound, maxWidth: indent, style: .key)
        }
        grid.put(
            presence.status.symbol, row: row, column: start, maxWidth: end - start,
            style: presence.status.style)
        let nameStart = start + 2
        let room = max(0, end - nameStart)
        let nameWidth = room < 24 ? room : room * 2 / 5
        let isNameAlone = nameWidth == room
        let mark = isNameAlone ? loneMark(of: best, presence) : serviceMark(of: contact)
        put(displayName(of: contact), mark: mark, &grid, row: row, column: nameStart, width: nameWidth)
        if isNameAlone { return }
        let textStart = nameStart + nameWidth + 1
        let text = summary(of: best, presence)
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

    /// The contact's service, where there are several; of a person the number of addresses.
    private func serviceMark(of contact: ContactID) -> DisplayText {
        if let person = list.persons.person(of: contact) { return "\(person.count)" }
        return state.services.count > 1 ? name(of: contact.service) : ""
    }

    /// What must be said of a contact in a row that has room for a name alone.
    private func loneMark(of contact: ContactID, _ presence: Presence) -> DisplayText {
        if isUnverified(presence) { return "unverified" }
        if isBlocked(contact) { return "blocked" }
        if state.entry(of: contact)?.isAsking == true { return "asked" }
        return serviceMark(of: contact)
    }

    private func isMarked(_ contact: ContactID) -> Bool {
        guard let marked, let entry = state.entry(of: contact) else { return false }
        return marked.address
            == People.Address(service: state[contact.service]?.description.name ?? "", address: entry.address)
    }

    private var canAdd: Bool { serviceIDs.contains { obstacle(to: .add, on: $0) == nil } }

    /// Whether somebody is there who has not proved to be the person.
    private func isUnverified(_ presence: Presence) -> Bool {
        presence.status.isOnline && presence.identity == .unverified
    }

    /// The status text, or else the status in words; first of all that a nick is not verified.
    private mutating func summary(of contact: ContactID, _ presence: Presence) -> DisplayText {
        if isBlocked(contact) { return "blocked" }
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
        if !asOf.isEmpty { return asOf }
        return presence.status == .unknown ? unseenWords(contact) : presence.status.lowercaseTitle
    }

    /// Why nothing is known of a contact whose service is there.
    private func unseenWords(_ contact: ContactID) -> DisplayText {
        guard let entry = state.entry(of: contact) else { return Status.unknown.lowercaseTitle }
        if entry.isAsking { return "asked, no answer yet" }
        return entry.subscription.showsPresence ? Status.unknown.lowercaseTitle : "you don't see them"
    }

    /// Since when nothing is known of a contact whose service's session has ended, such as "as of 12:03".
    func asOf(_ contact: ContactID, _ presence: Presence) -> DisplayText {
        guard presence.status == .unknown, let moment = state[contact.service]?.contactsAsOf else {
            return ""
        }
        return "as of \(clock.timeOrDay(at: moment))"
    }
}

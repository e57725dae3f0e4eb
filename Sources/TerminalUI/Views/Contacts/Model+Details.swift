import Messenger

extension Model {
    /// What is known of whoever is selected; where they are open, what can be done as well.
    mutating func drawDetails(_ grid: inout Grid, _ layout: Layout, rows: Range<Int>) {
        var lines = detailLines(width: layout.details.count)
        var first = 0
        if case .details(let details) = focus {
            let (deeds, chosen) = deedLines(details, width: layout.details.count)
            if lines.count + deeds.count < rows.count { lines.append(StyledText(" ")) }
            // The chosen one is in view, however much is known.
            first = max(0, lines.count + min(chosen + 1, deeds.count) - rows.count)
            lines += deeds
        }
        for (row, line) in zip(rows, lines.dropFirst(first)) {
            grid.put(line, row: row, column: layout.details.lowerBound, maxWidth: layout.details.count)
        }
        if isOpen, lines.count - first > rows.count { putMore(&grid, layout, row: rows.upperBound - 1) }
    }

    /// That there is more below.
    private func putMore(_ grid: inout Grid, _ layout: Layout, row: Int) {
        let more: DisplayText = " ↓ more"
        let column = layout.details.upperBound - more.width
        guard column > layout.details.lowerBound + 8 else { return }
        grid.put(more, row: row, column: column, style: .dim)
    }

    mutating func detailLines(width: Int) -> [StyledText] {
        switch list.selected {
        case .contact(let contact, _)?: return lines(of: contact, width: width)
        case .heading(let place)?: return lines(of: list.rows.heading(place))
        case .askingHeading?: return askingHeadingLines(width: width)
        case .asking(let asking)?: return lines(of: asking, width: width)
        case nil: return []
        }
    }

    private func lines(of heading: ContactRows.Heading) -> [StyledText] {
        [
            StyledText(heading.title, .title),
            StyledText("\(heading.online) of \(heading.total) online"),
        ]
    }

    /// The address that is chosen, or by which a person is shown.
    private func shownAddress(of contact: ContactID) -> ContactID {
        if case .details(let details) = focus, let address = shownAddress(details) { return address }
        return best(of: contact)
    }

    private mutating func lines(of contact: ContactID, width: Int) -> [StyledText] {
        let shown = shownAddress(of: contact)
        guard let entry = state.entry(of: shown) else { return [] }
        let presence = state.presence(of: shown)
        var lines = [StyledText(displayName(of: contact), .title)]
        lines += addressLines(of: contact, shown, width: width)
        if let doubt = AddressDoubt(entry.address) {
            lines += doubt.words.wrapped(to: width, maximum: 3).map { StyledText($0, .warning) }
        }
        if isBlocked(shown) { lines.append(StyledText("blocked: neither hears from the other", .warning)) }
        lines += identityLines(presence, width: width)
        lines += statusLines(of: shown, presence, width: width)
        lines += resources(presence).wrapped(to: width, maximum: 3).map { StyledText($0) }
        lines += toldLines(of: shown, width: width)
        lines += subscriptionLines(entry, width: width)
        if isOpen, !entry.groups.isEmpty {
            let groups = DisplayText.list(entry.groups.map { DisplayText($0) }.filter { !$0.isEmpty })
            lines += ("in " + groups).wrapped(to: width, maximum: 2).map { StyledText($0, .dim) }
        }
        return lines
    }

    /// The address and its service; of a person every one, with how they are there.
    private func addressLines(of contact: ContactID, _ shown: ContactID, width: Int) -> [StyledText] {
        guard let person = list.persons.person(of: contact) else {
            return (address(of: contact) + " · " + name(of: contact.service)).wrapped(to: width, maximum: 2)
                .map { StyledText($0, .dim) }
        }
        let lines = person.map { address in
            let status = state.presence(of: address).status
            let mark: DisplayText = address == shown ? "▸ " : "  "
            let place = self.address(of: address) + " · " + name(of: address.service)
            let room = max(4, width - mark.width - 2 - status.lowercaseTitle.width - 1)
            return StyledText(mark, .key) + StyledText(status.symbol + " ", status.style)
                + StyledText(place.truncated(to: room), .dim) + StyledText(" " + status.lowercaseTitle)
        }
        return isOpen ? lines + [StyledText("← →", .key) + StyledText(" another address", .dim)] : lines
    }

    /// Whether the address stands for the person, where that is not so by itself and somebody is there.
    private func identityLines(_ presence: Presence, width: Int) -> [StyledText] {
        guard presence.status.isOnline else { return [] }
        let (words, style): (DisplayText, Style) =
            switch presence.identity {
            case .address: ("", .plain)
            case .unknown: ("not known whether verified", .dim)
            case .unverified: ("nick not verified: anyone can take it", .warning)
            case .verified(let account): ("verified as " + DisplayText(account), .dim)
            }
        return words.wrapped(to: width, maximum: 2).map { StyledText($0, style) }
    }

    private mutating func statusLines(
        of contact: ContactID, _ presence: Presence, width: Int
    ) -> [StyledText] {
        let status = presence.status
        let asOf = asOf(contact, presence)
        var words = asOf.isEmpty ? status.title : status.title + ", " + asOf
        let text = DisplayText(presence.text).quoted
        if !text.isEmpty { words += " " + text }
        let wrapped = words.wrapped(to: max(2, width - 2), maximum: 4)
        var lines = wrapped.enumerated().map { place, line in
            StyledText(place == 0 ? status.symbol + " " : "  ", status.style) + StyledText(line)
        }
        let since = sinceWords(of: contact, presence)
        if !since.isEmpty { lines.append(StyledText(since, .dim)) }
        return lines
    }

    /// Since when somebody is there and idle, or when they were there last.
    private mutating func sinceWords(of contact: ContactID, _ presence: Presence) -> DisplayText {
        guard presence.status != .unknown else { return "" }
        let moment = state.presenceMoment(of: contact)
        guard presence.status != .offline else {
            return moment.map { lastSeen($0) } ?? activityWords(of: contact)
        }
        let since = moment.map { "since " + (isWithinDay($0) ? clock.timeOfDay(at: $0) : ago($0)) }
        let idle = presence.resources.first.flatMap { idleWords($0) }
        return .list([since, idle].compactMap { $0 })
    }

    private mutating func lastSeen(_ moment: Moment) -> DisplayText {
        showsAges = true
        let age = "last seen " + ago(moment)
        return isWithinDay(moment) ? age + ", at " + clock.timeOfDay(at: moment) : age
    }

    private func isWithinDay(_ moment: Moment) -> Bool { clock.moment.since(moment) < .seconds(86_400) }

    private func ago(_ moment: Moment) -> DisplayText { "\(clock.coarseAge(of: moment)) ago" }

    /// What came of asking when an offline contact was there last.
    private func activityWords(of contact: ContactID) -> DisplayText {
        switch lastActivity[contact] {
        case .asked?: "last seen: asked"
        case .refused(let reason)?: "last seen: not told (" + reason + ")"
        case nil: ""
        }
    }

    private mutating func idleWords(_ resource: Resource) -> DisplayText? {
        guard let moment = resource.idleSince else { return nil }
        showsAges = true
        return "idle \(clock.coarseAge(of: moment))"
    }

    /// The connections with their priorities, and with their status where it is another.
    private mutating func resources(_ presence: Presence) -> DisplayText {
        var all = DisplayText.empty
        for (place, resource) in presence.resources.enumerated() {
            if !all.isEmpty { all += " · " }
            let name = DisplayText(resource.name)
            all += name.isEmpty ? "resource" : name
            all += " (\(Int(resource.priority)))"
            if resource.status != presence.status { all += " " + resource.status.lowercaseTitle }
            // How long the first is idle stands beside its "since".
            if place > 0, let idle = idleWords(resource) { all += ", " + idle }
        }
        return all
    }
}

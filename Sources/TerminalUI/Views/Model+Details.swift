import Messenger

extension Model {
    func drawDetails(_ grid: inout Grid, _ layout: Layout, rows: Range<Int>) {
        let lines = detailLines(width: layout.details.count)
        for (row, line) in zip(rows, lines) {
            grid.put(line, row: row, column: layout.details.lowerBound, maxWidth: layout.details.count)
        }
    }

    func detailLines(width: Int) -> [StyledText] {
        switch list.selected {
        case .contact(let contact, _)?: return lines(of: contact, width: width)
        case .heading(let place)?: return lines(of: list.rows.headings[place])
        case nil: return []
        }
    }

    private func lines(of heading: ContactRows.Heading) -> [StyledText] {
        [
            StyledText(heading.title, .title),
            StyledText("\(heading.online) of \(heading.total) online"),
        ]
    }

    private func lines(of contact: ContactID, width: Int) -> [StyledText] {
        guard let entry = state.entry(of: contact) else { return [] }
        let presence = state.presence(of: contact)
        let name = DisplayText(entry.name)
        let address = DisplayText(entry.address)
        var lines = [StyledText(name.isEmpty ? address : name, .title)]
        lines += (address + " · " + self.name(of: contact.service)).wrapped(to: width, maximum: 2)
            .map { StyledText($0, .dim) }
        lines += identityLines(presence, width: width)
        lines += statusLines(of: contact, presence, width: width)
        lines += resources(presence).wrapped(to: width, maximum: 3).map { StyledText($0) }
        return lines
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

    private func statusLines(of contact: ContactID, _ presence: Presence, width: Int) -> [StyledText] {
        let status = presence.status
        let asOf = asOf(contact, presence)
        var words = asOf.isEmpty ? status.title : status.title + ", " + asOf
        let text = DisplayText(presence.text).quoted
        if !text.isEmpty { words += " " + text }
        let wrapped = words.wrapped(to: max(2, width - 2), maximum: 4)
        var lines = wrapped.enumerated().map { place, line in
            StyledText(place == 0 ? status.symbol + " " : "  ", status.style) + StyledText(line)
        }
        if status != .unknown, let moment = state.presenceMoment(of: contact) {
            lines.append(StyledText("since \(since(moment))", .dim))
        }
        return lines
    }

    /// The time of day within a day, the age beyond.
    private func since(_ moment: Moment) -> DisplayText {
        if clock.moment.since(moment) < .seconds(86_400) { return clock.timeOfDay(at: moment) }
        return "\(clock.coarseAge(of: moment)) ago"
    }

    /// The connections with their priorities, and with their status where it is another.
    private func resources(_ presence: Presence) -> DisplayText {
        var all = DisplayText.empty
        for resource in presence.resources {
            if !all.isEmpty { all += " · " }
            let name = DisplayText(resource.name)
            all += name.isEmpty ? "resource" : name
            all += " (\(Int(resource.priority)))"
            if resource.status != presence.status { all += " " + resource.status.lowercaseTitle }
        }
        return all
    }
}

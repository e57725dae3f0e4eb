import Messenger

extension Model {
    /// What the lower part of the right column says of the services.
    enum ServicesPane: Hashable {
        /// There is no room for it, or the status line says it all.
        case none
        /// One row for each service.
        case short([StyledText])
        /// All that is known.
        case full([StyledText])

        var lines: [StyledText] {
            switch self {
            case .none: []
            case .short(let lines), .full(let lines): lines
            }
        }
    }

    /// The rows that a contact's details keep: name, address, status, since when, connections.
    private static var rowsOfDetails: Int { 5 }

    func servicesPane(_ layout: Layout) -> ServicesPane {
        guard layout.hasDetails, !isOpen else { return .none }
        if state.services.count < 2, serviceIDs.allSatisfy({ note(on: $0).isEmpty }) { return .none }
        let room = layout.body.count - Self.rowsOfDetails - 1
        let full = serviceLines(width: layout.details.count)
        if full.count <= room { return .full(full) }
        let short = serviceRows
        return short.count <= room ? .short(short) : .none
    }

    /// The whole right column: the selected contact above, the services below.
    mutating func drawRightColumn(_ grid: inout Grid, _ layout: Layout) {
        let lines = servicesPane(layout).lines
        let columns = layout.details
        guard !lines.isEmpty, let divider = layout.divider else {
            return drawDetails(&grid, layout, rows: layout.body)
        }
        let rule = layout.body.upperBound - lines.count - 1
        drawDetails(&grid, layout, rows: layout.body.lowerBound..<rule)
        grid.fill(row: rule, columns: divider + 1..<columns.upperBound, with: "─", style: .dim)
        grid.put("├", row: rule, column: divider, style: .dim)
        grid.put(" Services ", row: rule, column: columns.lowerBound, maxWidth: columns.count, style: .title)
        for (row, line) in zip(rule + 1..<layout.body.upperBound, lines) {
            grid.put(line, row: row, column: columns.lowerBound, maxWidth: columns.count)
        }
    }

    /// The services over the list, on a terminal of any size.
    var servicesOverlay: Overlay { servicesOverlay(top: 0) }

    func servicesOverlay(top: Int) -> Overlay {
        var overlay = Overlay(title: "Services", width: 60)
        overlay.lines = serviceLines(width: Overlay.innerWidth(overlay.width, layout))
        if overlay.lines.isEmpty { overlay.add(StyledText("no account yet", .dim)) }
        overlay.top = top
        return overlay
    }

    /// Every service with all that is known of it, wrapped.
    private func serviceLines(width: Int) -> [StyledText] {
        serviceIDs.flatMap { lines(of: $0, width: width) }
    }

    /// Every service in one row.
    private var serviceRows: [StyledText] {
        serviceIDs.map { head(of: $0) + StyledText(sentence(of: $0), standing(of: $0).style) }
    }

    private func lines(of service: ServiceID, width: Int) -> [StyledText] {
        let head = self.head(of: service)
        // Beside a long name there may be no room for sentences.
        let isBeside = width - head.width >= 16
        let indent = isBeside ? head.width : 2
        let room = max(2, width - indent)
        let style = standing(of: service).style
        let blanks = StyledText(DisplayText.empty.padded(to: indent))
        let sentence = self.sentence(of: service).wrapped(to: room, maximum: 4)
        var lines = isBeside ? [] : [head]
        for part in sentence {
            lines.append((lines.isEmpty ? head : blanks) + StyledText(part, style))
        }
        let noteStyle: Style = standing(of: service).isUnconfirmed ? .warning : .dim
        return lines
            + note(on: service).wrapped(to: max(2, width - 2), maximum: 3)
            .map { StyledText("  ") + StyledText($0, noteStyle) }
    }

    /// Symbol and name, as wide for every service.
    private func head(of service: ServiceID) -> StyledText {
        let widest = serviceIDs.map { name(of: $0).width }.max() ?? 0
        let shown = name(of: service).truncated(to: 12).padded(to: min(12, widest))
        let standing = standing(of: service)
        return StyledText(standing.symbol + " ", standing.style) + StyledText(shown + "  ")
    }
}

extension Model {
    /// The journal: a sign before each line that nobody confirmed, so that it is seen without colour.
    func journalOverlay(_ journal: JournalState) -> Overlay {
        var overlay = Overlay(title: "Journal", width: 72)
        overlay.top = journal.top
        switch journal.content {
        case .awaited: overlay.add(StyledText("reading ...", .dim))
        case .lines([]): overlay.add(StyledText("nothing yet", .dim))
        case .lines(let lines):
            overlay.title += lines.contains { $0.kind == .unconfirmed } ? " · ! not confirmed" : ""
            let width = Overlay.innerWidth(overlay.width, layout)
            for line in lines { overlay.lines += Self.wrapped(line, width: width) }
        }
        return overlay
    }

    private static func wrapped(_ line: JournalLine, width: Int) -> [StyledText] {
        let text = DisplayText(line.text).wrapped(to: max(2, width - 2), maximum: 4)
        return text.enumerated().map { place, part in
            StyledText(place == 0 ? line.kind.mark : "  ", line.kind.style)
                + StyledText(part, line.kind.style)
        }
    }
}

extension JournalLine.Kind {
    fileprivate var mark: DisplayText {
        switch self {
        case .confirmed, .neutral: "  "
        case .unconfirmed: "! "
        }
    }

    fileprivate var style: Style {
        switch self {
        case .confirmed: .success
        case .unconfirmed: .warning
        case .neutral: .plain
        }
    }
}

import Messenger

extension Model {
    // MARK: Adding and editing

    func overlay(of form: ContactForm, _ layout: Layout) -> Overlay {
        let title: DisplayText = form.contact == nil ? "Add a contact" : "Edit a contact"
        var overlay = Overlay(title: title, width: 56)
        let width = Overlay.innerWidth(overlay.width, layout)
        addPlace(of: form, to: &overlay, width: width)
        if form.contact == nil { add(.address, form.address, of: form, to: &overlay, width: width) }
        add(.name, form.name, of: form, to: &overlay, width: width)
        if form.fields.contains(.groups) { add(.groups, form.groups, of: form, to: &overlay, width: width) }
        overlay.add(StyledText("          " + groupHint(form), .dim))
        overlay.add(StyledText(" "))
        switch form.phase {
        case .sent(let service, _):
            overlay.add(StyledText("◌ " + name(of: service) + " was asked ...", .pending))
        case .editing where !form.problem.isEmpty:
            for line in form.problem.wrapped(to: width, maximum: 3) { overlay.add(StyledText(line, .error)) }
        case .editing where form.contact == nil && AddressDoubt(form.address.text) != nil:
            let words = AddressDoubt(form.address.text)?.words ?? ""
            for line in words.wrapped(to: width, maximum: 3) { overlay.add(StyledText(line, .warning)) }
        case .editing:
            let deed: DisplayText = form.contact == nil ? "adds" : "saves"
            let words: DisplayText = form.goesOn ? "goes on" : deed + ", Tab goes on"
            overlay.add(StyledText("Enter " + words + ", Esc leaves.", .dim))
        }
        return overlay
    }

    private func groupHint(_ form: ContactForm) -> DisplayText {
        if let completion = form.completion { return "Tab: " + DisplayText(completion.name) }
        return "commas between several"
    }

    /// The service, or the contact's address; with several to choose from, how to choose.
    private func addPlace(of form: ContactForm, to overlay: inout Overlay, width: Int) {
        guard let service = form.service else { return }
        let label: DisplayText = form.contact == nil ? "Service" : "Contact"
        let here = name(of: service)
        let shown = form.contact.map { address(of: $0) + " · " + here } ?? here
        let room = max(1, width - 10)
        guard form.choices > 1 else {
            overlay.add(
                StyledText(label.padded(to: 10), .title) + StyledText(shown.truncated(to: room), .dim))
            return
        }
        let choice: DisplayText = "← " + shown + " → \(form.place + 1) of \(form.choices)"
        let isFocused = form.focus == .choice && form.phase == .editing
        let line =
            StyledText(label.padded(to: 10), .title)
            + StyledText(choice.truncated(to: room).padded(to: room), isFocused ? .focusedField : .field)
        if isFocused { overlay.addFocused(line, cursor: nil) } else { overlay.add(line) }
    }

    private func add(
        _ field: ContactForm.Field, _ text: TextField, of form: ContactForm, to overlay: inout Overlay,
        width: Int
    ) {
        let label = Self.label(of: field).padded(to: 10)
        let room = max(1, width - label.width)
        let isFocused = form.focus == field && form.phase == .editing
        let window: (text: DisplayText, cursor: Int) =
            isFocused ? text.window(columns: room) : (text.shownWhole, 0)
        let line =
            StyledText(label, .title)
            + StyledText(
                window.text.truncated(to: room).padded(to: room), isFocused ? .focusedField : .field)
        if isFocused {
            overlay.addFocused(line, cursor: label.width + window.cursor)
        } else {
            overlay.add(line)
        }
    }

    private static func label(of field: ContactForm.Field) -> DisplayText {
        switch field {
        case .choice: "Service"
        case .address: "Address"
        case .name: "Name"
        case .groups: "Groups"
        }
    }

    // MARK: Questions

    func overlay(of question: ContactQuestion, _ layout: Layout) -> Overlay {
        let whom = question.whom
        var overlay = Overlay(title: question.deed.title, width: 52)
        let width = Overlay.innerWidth(overlay.width, layout)
        let address = DisplayText(whom.address)
        let name = whom.contact.map { displayName(of: $0) } ?? address
        let named = name == address ? address : name + " (" + address + ")"
        let words = question.deed.words(named, self.name(of: whom.service))
        for line in words.wrapped(to: width, maximum: 5) { overlay.add(StyledText(line)) }
        if question.choices.count > 1 {
            overlay.add(
                StyledText("← →", .key)
                    + StyledText(" another address, \(question.place + 1) of \(question.choices.count)", .dim)
            )
        }
        overlay.add(StyledText(" "))
        overlay.addFocused(Self.keys([("y", "yes"), ("n", "no")]), cursor: nil)
        return overlay
    }

    func overlay(answering asking: Asking, _ layout: Layout) -> Overlay {
        var overlay = Overlay(title: "Let them see you?", width: 52)
        let width = Overlay.innerWidth(overlay.width, layout)
        overlay.lines = lines(of: asking, width: width).filter { $0.pieces.first?.style != .key }
        overlay.add(StyledText(" "))
        overlay.add(Self.keys([("y", "let them see you")]))
        overlay.add(Self.keys([("a", "that, and ask to see them as well")]))
        overlay.addFocused(Self.keys([("n", "refuse"), ("Esc", "later")]), cursor: nil)
        return overlay
    }

    private static func keys(_ keys: [(DisplayText, DisplayText)]) -> StyledText {
        StyledText.joined(keys.map { StyledText($0, .key) + StyledText(" " + $1) }, by: "  ")
    }

    // MARK: The blocked addresses

    /// Only those are made into lines that are seen, for there may be thousands.
    func blockedOverlay(_ place: Int) -> Overlay {
        var overlay = Overlay(title: "Blocked", width: 56)
        let width = Overlay.innerWidth(overlay.width, layout)
        let count = blockedCount
        guard count > 0 else {
            overlay.add(StyledText("nobody is blocked", .dim))
            return overlay
        }
        let chosen = min(place, count - 1)
        overlay.title += " · Enter unblocks"
        let seen = min(count, max(1, Overlay.height(layout)))
        let first = max(0, chosen - seen + 1)
        for place in first..<first + seen {
            guard let entry = blockedEntry(place) else { continue }
            let text = DisplayText(entry.address) + " · " + name(of: entry.service)
            let line = text.truncated(to: width).padded(to: width)
            if place == chosen {
                overlay.addFocused(StyledText(line, .selected), cursor: nil)
            } else {
                overlay.add(StyledText(line))
            }
        }
        overlay.below = count - first - seen
        return overlay
    }
}

extension ContactQuestion.Deed {
    fileprivate var title: DisplayText {
        switch self {
        case .remove: "Remove?"
        case .block: "Block?"
        case .unblock: "Unblock?"
        }
    }

    fileprivate func words(_ whom: DisplayText, _ service: DisplayText) -> DisplayText {
        switch self {
        case .remove: "Remove " + whom + " from " + service + "? Neither sees the other any more."
        case .block: "Block " + whom + " on " + service + "? You neither hear from them nor are seen."
        case .unblock: "Unblock " + whom + " on " + service + "?"
        }
    }
}

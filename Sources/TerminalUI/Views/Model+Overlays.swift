import Messenger

extension Model {
    /// What lies over the list, if anything does.
    func overlay(_ layout: Layout) -> Overlay? {
        switch focus {
        case .list, .details, .filter: nil
        case .palette(let palette): overlay(of: palette, layout)
        case .contactForm(let form): overlay(of: form, layout)
        case .question(let question): overlay(of: question, layout)
        case .answering(let asking): overlay(answering: asking, layout)
        case .blocked(let place): blockedOverlay(place)
        case .consent(let consent): overlay(of: consent, layout)
        case .help(let top): helpOverlay(top: top)
        case .journal(let journal): journalOverlay(journal)
        case .services(let top): servicesOverlay(top: top)
        case .form(let form): overlay(of: form, layout)
        case .picker(let picker): overlay(of: picker, layout)
        case .keepQuestion: questionOverlay(layout)
        }
    }

    // MARK: Help

    /// Every key that does something, and what the symbols mean.
    var helpLines: [StyledText] {
        let companions = Action.allCases.flatMap(\.companions)
        let shown = Action.allCases.filter { !companions.contains($0) }
        let bound = shown.filter { !keymap.keys(for: $0).isEmpty }
        let keys = (bound + shown.filter { keymap.keys(for: $0).isEmpty }).map { action in
            let all = [action] + action.companions
            return StyledText(keyNames(of: all).padded(to: 12) + " ", .key)
                + StyledText(.list(all.map(\.words)))
        }
        return keys + [StyledText(" ")] + Self.legend
    }

    /// All keys of the actions; what has none is found in the palette.
    private func keyNames(of actions: [Action]) -> DisplayText {
        let names = actions.flatMap { keymap.keys(for: $0) }.map(\.label)
        let palette = names.isEmpty ? [keymap.label(.palette)] : []
        return (names + palette).reduce(DisplayText.empty) { $0.isEmpty ? $1 : $0 + " " + $1 }
    }

    private static var legend: [StyledText] {
        let first: [(Status, DisplayText)] = [
            (.available, "available"), (.away, "away"), (.busy, "busy"), (.offline, "offline"),
        ]
        let second: [(Status, DisplayText)] = [
            (.unknown, "unknown"), (.connecting, "connecting, disconnecting"),
        ]
        return [first, second].map { line in
            let parts = line.map { StyledText($0.symbol, $0.style) + StyledText(" " + $1) }
            return StyledText.joined(parts, by: "  ")
        }
    }

    var helpOverlay: Overlay { helpOverlay(top: 0) }

    private func helpOverlay(top: Int) -> Overlay {
        var overlay = Overlay(title: "Keys", width: 55)
        overlay.lines = helpLines
        overlay.top = top
        return overlay
    }

    // MARK: Form

    private func overlay(of form: FormState, _ layout: Layout) -> Overlay {
        let title: DisplayText = form.service == nil ? "Sign in" : "Sign in: " + form.accountName
        var overlay = Overlay(title: title, width: 56)
        let width = Overlay.innerWidth(overlay.width, layout)
        for field in FormState.Field.allCases where form.service == nil || field != .server {
            add(field, of: form, to: &overlay, width: width)
        }
        if form.service == nil {
            overlay.add(StyledText("          host:port, or empty: found by the address", .dim))
        }
        overlay.add(StyledText(" "))
        switch form.phase {
        case .trying:
            overlay.add(StyledText("◌ " + progress, .pending))
        case .editing where !form.problem.isEmpty:
            for line in form.problem.wrapped(to: width, maximum: 5) { overlay.add(StyledText(line, .error)) }
        case .editing:
            overlay.add(StyledText("Enter signs in, Tab goes on, Esc leaves.", .dim))
        }
        return overlay
    }

    private func add(_ field: FormState.Field, of form: FormState, to overlay: inout Overlay, width: Int) {
        let label = Self.label(of: field).padded(to: 10)
        let room = max(1, width - label.width)
        let isFocused = form.focus == field && form.phase == .editing
        let window: (text: DisplayText, cursor: Int) =
            isFocused ? form[field].window(columns: room) : (form[field].shownWhole, 0)
        let shown = window.text.truncated(to: room).padded(to: room)
        let isFixed = !form.fields.contains(field)
        let line =
            StyledText(label, .title)
            + StyledText(shown, isFixed ? .plain : isFocused ? .focusedField : .field)
        if isFocused {
            overlay.addFocused(line, cursor: label.width + window.cursor)
        } else {
            overlay.add(line)
        }
    }

    private static func label(of field: FormState.Field) -> DisplayText {
        switch field {
        case .address: "Address"
        case .password: "Password"
        case .server: "Server"
        }
    }

    private var progress: DisplayText {
        state.status.isPassing ? state.status.title + " ..." : "Signing in ..."
    }

    // MARK: Status picker and question

    private func overlay(of picker: PickerState, _ layout: Layout) -> Overlay {
        var overlay = Overlay(title: "Status", width: 40)
        let width = Overlay.innerWidth(overlay.width, layout)
        for (place, status) in PickerState.choices.enumerated() {
            let mark: DisplayText = place == picker.place ? "▸ " : "  "
            let line = mark + status.symbol + " " + status.title
            overlay.add(
                place == picker.place ? StyledText(line.padded(to: width), .selected) : StyledText(line))
        }
        // What the services make of it is worth more than a blank line.
        if overlay.lines.count + 2 < Overlay.height(layout) { overlay.add(StyledText(" ")) }
        let label: DisplayText = "Text  "
        let room = max(1, width - label.width)
        let window = picker.text.window(columns: room)
        overlay.addFocused(
            StyledText(label, .title)
                + StyledText(window.text.truncated(to: room).padded(to: room), .focusedField),
            cursor: label.width + window.cursor)
        addTranslation(of: picker.presence.status, to: &overlay, width: width, layout)
        return overlay
    }

    /// What each service makes of the status, before it is sent: a line each, or where there is no room for that
    /// one after the other.
    private func addTranslation(
        of status: Status, to overlay: inout Overlay, width: Int, _ layout: Layout
    ) {
        let lines = serviceIDs.compactMap { translation(of: status, on: $0) }
        let room = max(1, Overlay.height(layout) - overlay.lines.count)
        let joined = DisplayText.list(lines).wrapped(to: width, maximum: room)
        for line in lines.count <= room ? lines : joined { overlay.add(StyledText(line, .dim)) }
    }

    /// Nil for a service that has not told its words.
    private func translation(of status: Status, on service: ServiceID) -> DisplayText? {
        guard let words = state[service]?.description.statusWords, !words.isEmpty else { return nil }
        return name(of: service) + ": " + (words[status].map { DisplayText($0) } ?? "cannot be shown there")
    }

    private func questionOverlay(_ layout: Layout) -> Overlay {
        var overlay = Overlay(title: "Keep this account?", width: 48)
        let width = Overlay.innerWidth(overlay.width, layout)
        let address = state.services.first.map { DisplayText($0.description.address) } ?? ""
        let words: DisplayText =
            "\(address) is signed in. Keep it for the next start? The password is never kept."
        for line in words.wrapped(to: width, maximum: 5) { overlay.add(StyledText(line)) }
        overlay.add(StyledText(" "))
        overlay.add(
            StyledText("y", .key) + StyledText(" keep  ") + StyledText("n", .key) + StyledText(" don't"))
        return overlay
    }
}

extension DisplayText {
    /// The text with blanks after it, at least `columns` wide.
    func padded(to columns: Int) -> DisplayText {
        let missing = columns - width
        guard missing > 0 else { return self }
        return DisplayText(clean: string + String(repeating: " ", count: missing), width: width + missing)
    }
}

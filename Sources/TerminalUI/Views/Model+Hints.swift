import Messenger

extension Model {
    /// The two or three keys that matter now, the one that matters most first.
    var hints: [StatusLine.Hint] {
        switch focus {
        case .form(let form):
            switch form.phase {
            case .editing:
                [
                    StatusLine.Hint(key: "Enter", words: "sign in"),
                    StatusLine.Hint(key: "Esc", words: "leave"),
                ]
            case .trying: [StatusLine.Hint(key: "Esc", words: "cancel")]
            }
        case .picker:
            [StatusLine.Hint(key: "Enter", words: "set"), StatusLine.Hint(key: "Esc", words: "leave")]
        case .filter:
            [StatusLine.Hint(key: "Enter", words: "keep"), StatusLine.Hint(key: "Esc", words: "leave")]
        case .keepQuestion:
            [StatusLine.Hint(key: "y", words: "keep"), StatusLine.Hint(key: "n", words: "don't")]
        case .palette:
            [StatusLine.Hint(key: "Enter", words: "do it"), StatusLine.Hint(key: "Esc", words: "leave")]
        case .contactForm(let form): contactFormHints(form)
        case .question: [StatusLine.Hint(key: "y", words: "yes"), StatusLine.Hint(key: "n", words: "no")]
        case .answering:
            [
                StatusLine.Hint(key: "y", words: "yes"), StatusLine.Hint(key: "a", words: "and ask back"),
                StatusLine.Hint(key: "n", words: "no"),
            ]
        case .consent:
            [StatusLine.Hint(key: "Enter", words: "allow"), StatusLine.Hint(key: "Esc", words: "leave")]
        case .details where situation != .disconnecting:
            [leave, StatusLine.Hint(key: "↑ ↓", words: "choose"), hint(.open, "do it")]
        case .help, .details, .journal, .services, .blocked:
            situation == .disconnecting ? shortcutHints + [leave] : [leave] + shortcutHints
        case .list: listHints
        }
    }

    private var listHints: [StatusLine.Hint] {
        if situation == .disconnecting || quitting != .no { return shortcutHints + [lastHint] }
        if marked != nil { return [hint(.merge, "merge"), leave] }
        if case .asking? = list.selected { return [hint(.accept, "accept"), hint(.refuse, "refuse")] }
        return shortcutHints + [lastHint]
    }

    private var lastHint: StatusLine.Hint { filter == nil ? hint(.help, "help") : filterHint }

    private func contactFormHints(_ form: ContactForm) -> [StatusLine.Hint] {
        switch (form.phase, form.purpose) {
        case (.sent, _): [leave]
        case (.editing, .add):
            [StatusLine.Hint(key: "Enter", words: form.goesOn ? "go on" : "add"), leave]
        case (.editing, .edit): [StatusLine.Hint(key: "Enter", words: "save"), leave]
        }
    }

    private var leave: StatusLine.Hint { StatusLine.Hint(key: "Esc", words: "leave") }

    private var filterHint: StatusLine.Hint { StatusLine.Hint(key: "Esc", words: "show all") }

    private var shortcutHints: [StatusLine.Hint] {
        switch (quitting, situation) {
        case (.waiting, _): [hint(.quit, "quit now")]
        case (.no, .disconnecting): [hint(.signOut, "don't wait")]
        case (.no, .signingIn): [hint(.signOut, "cancel")]
        case (.no, .willRetry): [hint(.signIn, "now"), hint(.signOut, "cancel")]
        case (.no, .failed): [hint(.signIn, isConsentNeeded ? "decide" : "again")]
        case (.no, .online): [hint(.signOut, "sign out"), hint(.setStatus, "status")]
        case (.no, .partlyOnline): [hint(.signIn, "sign in"), hint(.signOut, "sign out")]
        case (.no, .offline): [hint(.signIn, "sign in"), hint(.quit, "quit")]
        }
    }

    private var isConsentNeeded: Bool { serviceIDs.contains { consentNeeded(by: $0) != nil } }

    private enum Situation {
        case disconnecting, signingIn, willRetry, failed, online, partlyOnline, offline
    }

    private var situation: Situation {
        let services = state.services
        if state.status == .disconnecting { return .disconnecting }
        if services.contains(where: { $0.status.isPassing }) { return .signingIn }
        if services.contains(where: { $0.retryAt != nil }) { return .willRetry }
        let online = services.count { $0.status.isOnline }
        if online == services.count, online > 0 { return .online }
        if online > 0 { return .partlyOnline }
        return services.contains { $0.lastEnd != nil } ? .failed : .offline
    }

    private func hint(_ action: Action, _ words: DisplayText) -> StatusLine.Hint {
        StatusLine.Hint(key: keymap.label(action), words: words)
    }
}

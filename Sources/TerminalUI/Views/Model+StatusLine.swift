import Messenger

extension Model {
    func drawStatusLine(_ grid: inout Grid, _ layout: Layout) {
        guard let row = layout.status else { return }
        grid.fill(row: row, columns: 0..<layout.columns)
        StatusLine(
            forms: statusForms, asking: askingWords, brief: briefForm, extra: extra(layout), hints: hints
        )
        .draw(&grid, row: row, layout: layout)
    }

    /// What is to be said, the most important thing first: nothing stands in the place of Disconnecting.
    private var statusForms: [StyledText] {
        if isDisconnecting { return disconnectingForms }
        if quitting != .no { return [StyledText("Quitting", .pending)] }
        if case .told(let text) = notice { return [StyledText(text, .warning)] }
        if case .done(let text) = notice { return [StyledText(text, .success)] }
        if isComingUp { return restingForms }
        if let marked { return mergingForms(marked) }
        if notice == .notSignedIn { return notSignedInForms }
        if let report = state.lastReport { return reportForms(report) }
        return restingForms
    }

    private var isDisconnecting: Bool { state.status == .disconnecting || !signOut.owed.isEmpty }

    private var isComingUp: Bool { state.services.contains { $0.status.isPassing } }

    // MARK: Signing out

    private var disconnectingForms: [StyledText] {
        let word: DisplayText = "Disconnecting"
        let seconds = signOut.since.map { " " + clock.count(since: $0) } ?? ""
        let start = "◌ " + word + seconds
        let owed = signOut.owed.map { name(of: $0) }
        let names = DisplayText.list(owed) + answered
        let count: DisplayText = "\(owed.count) of \(signOut.began.count) owed"
        let after = afterwards
        var forms: [DisplayText] = []
        if !owed.isEmpty { forms.append(start + ": " + names + after) }
        if signOut.began.count > 1 {
            forms += [start + ": " + count + after, start + ": " + count, word + seconds + " " + count]
        } else {
            forms.append(start + after)
        }
        forms += [start, word + seconds, word]
        return forms.map { StyledText($0, .pending) }
    }

    /// The services that owe nothing any more.
    private var answered: DisplayText {
        let parts = signOut.ended.map { entry in
            let name = name(of: entry.service)
            if case .acknowledged = entry.ending { return name + " answered" }
            return name + " " + entry.ending.shortWords
        }
        return parts.isEmpty ? "" : " (" + .list(parts) + ")"
    }

    private var afterwards: DisplayText {
        switch quitting {
        case .waiting(let bound): ", quitting in at most \(Int(clamping: bound.components.seconds)) s"
        case .no: state.isSignInQueued ? ", then signs in again" : ""
        }
    }

    // MARK: Signed in or not

    /// Own status and its text, and one word per service.
    private var restingForms: [StyledText] {
        let titles = ownTitle == state.status.title ? [ownTitle] : [ownTitle, state.status.title]
        return titles.flatMap { title in
            restingForms(StyledText(state.status.symbol + " " + title, state.status.style))
        }
    }

    private func restingForms(_ start: StyledText) -> [StyledText] {
        switch serviceIDs.count {
        case 0: return [start]
        case 1: return oneServiceForms(start, serviceIDs[0])
        default: return severalServicesForms(start)
        }
    }

    /// What the next press of the key for merging does.
    private func mergingForms(_ marked: Marked) -> [StyledText] {
        let key = keymap.label(.merge)
        let full = "Merging " + marked.name + ": " + key + " on another contact makes them one"
        return [full, "Merging " + marked.name, "Merging"].map { StyledText($0, .pending) }
    }

    /// One's own status alone, where every service is online and nothing else is to be said.
    private var briefForm: StyledText? {
        let isWell = state.services.allSatisfy { $0.status.isOnline } && state.lastReport == nil
        guard isWell, notice == .none, marked == nil, quitting == .no, !isDisconnecting else { return nil }
        return StyledText(state.status.symbol + " " + state.status.title, state.status.style)
    }

    /// How many ask to see one, and the keys that answer.
    private var askingWords: StyledText {
        let count = list.rows.asking.count
        guard count > 0, !isDisconnecting, quitting == .no else { return StyledText() }
        let keys = keymap.label(.accept) + " " + keymap.label(.refuse)
        return StyledText(" · \(count) ask: " + keys, .pending)
    }

    private func oneServiceForms(_ start: StyledText, _ service: ServiceID) -> [StyledText] {
        let name = self.name(of: service)
        switch standing(of: service) {
        case .online: return withOwnText(start, StyledText(" · " + name + " online", .dim)) + [start]
        case .comingUp: return [start + StyledText(": " + name), start]
        case .willRetry, .failed: return troubleForms(service)
        case .disconnecting, .signedOut, .offline: return [start]
        }
    }

    private func troubleForms(_ service: ServiceID) -> [StyledText] {
        let start = state.status.symbol + " " + state.status.title + " · "
        let reason = trouble(service)
        var forms = [start + reason, reason]
        if case .willRetry = standing(of: service) {
            // When it is tried again is worth more than why it must be.
            let again = word(of: service)
            forms += [start + name(of: service) + " " + again, again]
        }
        return forms.map { StyledText($0, .error) }
    }

    /// Where there is no room for every service, those that are not up are worth most.
    private func severalServicesForms(_ start: StyledText) -> [StyledText] {
        let dot = StyledText(" · ", .dim)
        let sentences = StyledText.joined(serviceIDs.map { troubleOrWord($0) }, by: ", ")
        let words = StyledText.joined(serviceIDs.map { nameAndWord($0) }, by: ", ")
        let down = serviceIDs.filter { state[$0]?.status.isOnline == false }
        let online = state.services.count - down.count
        let count = StyledText("\(online) of \(state.services.count) online", .dim)
        let downWords = StyledText.joined(down.map { nameAndWord($0) }, by: ", ")
        return withOwnText(start, dot + sentences) + withOwnText(start, dot + words)
            + (online > 0 && online < state.services.count ? [start + dot + downWords] : [])
            + [start + dot + count, start]
    }

    /// With and without one's own status text.
    private func withOwnText(_ start: StyledText, _ rest: StyledText) -> [StyledText] {
        let text = state.status.isOnline ? DisplayText(state.ownPresence.text).quoted : .empty
        return text.isEmpty ? [start + rest] : [start + StyledText(" " + text) + rest, start + rest]
    }

    private func nameAndWord(_ service: ServiceID) -> StyledText {
        let style: Style = standing(of: service).trouble == nil ? .dim : .error
        return StyledText(name(of: service) + " " + word(of: service), style)
    }

    private func troubleOrWord(_ service: ServiceID) -> StyledText {
        if standing(of: service).trouble == nil { return nameAndWord(service) }
        return StyledText(trouble(service), .error)
    }

    /// Why the service is not up, and when it is tried again.
    private func trouble(_ service: ServiceID) -> DisplayText {
        let standing = self.standing(of: service)
        let reason = name(of: service) + ": " + DisplayText(standing.trouble?.reason ?? "")
        if case .willRetry = standing { return reason + ", " + word(of: service) }
        return reason
    }

    /// One's own other connections, where nothing else on the screen tells of them.
    private func extra(_ layout: Layout) -> StyledText {
        guard !isDisconnecting, !isComingUp, quitting == .no, notice == .none, state.lastReport == nil else {
            return StyledText()
        }
        if case .full = servicesPane(layout) { return StyledText() }
        let all = serviceIDs.map { ghosts(of: $0) }.filter { !$0.isEmpty }
        return all.isEmpty ? StyledText() : StyledText(", also signed in: " + .list(all), .dim)
    }
}

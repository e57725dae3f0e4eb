import Messenger

extension Model {
    func drawStatusLine(_ grid: inout Grid, _ layout: Layout) {
        guard let row = layout.status else { return }
        grid.fill(row: row, columns: 0..<layout.columns)
        StatusLine(forms: statusForms, hints: hints).draw(&grid, row: row, layout: layout)
    }

    /// What is to be said, the most important thing first: nothing stands in the place of Disconnecting.
    private var statusForms: [StyledText] {
        if state.status == .disconnecting || !signOut.owed.isEmpty { return disconnectingForms }
        if quitting != .no { return [StyledText("Quitting", .pending)] }
        if case .told(let text) = notice { return [StyledText(text, .warning)] }
        if state.services.contains(where: { $0.status.isPassing }) { return restingForms }
        if notice == .notSignedIn { return notSignedInForms }
        if let report = state.lastReport { return reportForms(report) }
        return failedForms ?? restingForms
    }

    // MARK: Signing out

    private var disconnectingForms: [StyledText] {
        let word: DisplayText = "Disconnecting"
        let seconds = signOut.since.map { " " + clock.count(since: $0) } ?? ""
        let start = "◌ " + word + seconds
        let owed = signOut.owed.map { name(of: $0) }
        let names = Self.list(owed) + answered
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
            switch entry.ending {
            case .acknowledged: return name + " answered"
            case .cancelledBeforeSignIn: return name + " cancelled"
            case .closedByServer, .connectionLost, .abandoned, .limitReached: return name + " did not confirm"
            case .couldNotSend: return name + " could not be told"
            }
        }
        return parts.isEmpty ? "" : " (" + Self.list(parts) + ")"
    }

    private var afterwards: DisplayText {
        switch quitting {
        case .waiting(let bound): ", quitting in at most \(Int(clamping: bound.components.seconds)) s"
        case .no: state.isSignInQueued ? ", then signs in again" : ""
        }
    }

    /// "Signed out" without the server's word always adds that it did not confirm, in every length.
    private func reportForms(_ report: SignOutReport) -> [StyledText] {
        let endings = report.entries.map { name(of: $0.service) + " " + DisplayText($0.ending.words) }
        let missing = report.primaryNotSignedIn.map { notSignedIn($0) }
        let full = report.entries.isEmpty ? "Signed out" : "Signed out: " + Self.list(endings)
        let fullest = missing.map { "\($0). \(full)" } ?? full
        let unconfirmed = report.entries.filter { !$0.ending.isConfirmed }
        var forms = [fullest]
        switch unconfirmed.count {
        case 0: forms += [missing.map { "\($0). Signed out" } ?? "Signed out", missing ?? "Signed out"]
        case 1:
            forms += unconfirmed.map { "Signed out: " + name(of: $0.service) + " did not confirm" }
            forms.append("Did not confirm")
        default: forms += ["Signed out: \(unconfirmed.count) did not confirm", "Did not confirm"]
        }
        return forms.map { StyledText($0, report.isConfirmed && missing == nil ? .success : .warning) }
    }

    private func notSignedIn(_ service: ServiceID) -> DisplayText {
        name(of: service) + " (primary) was not signed in"
    }

    private var notSignedInForms: [StyledText] {
        let full = state.primary.map { notSignedIn($0) } ?? "Nobody was signed in"
        return [full, "Was not signed in"].map { StyledText($0, .warning) }
    }

    // MARK: Signed in or not

    /// Own status and its text, and one word per service.
    private var restingForms: [StyledText] {
        let start = StyledText(state.status.symbol + " " + state.status.title, state.status.style)
        guard !state.services.isEmpty else { return [start] }
        let text = state.status.isOnline ? DisplayText(state.ownPresence.text).quoted : .empty
        let words = Self.list(state.services.indices.map { serviceWord(ServiceID(index: $0)) })
        if state.services.count == 1, !state.status.isOnline {
            return state.status.isPassing
                ? [start + StyledText(": " + name(of: ServiceID(index: 0))), start] : [start]
        }
        let services = StyledText(" · " + words, .dim)
        let withText = text.isEmpty ? start : start + StyledText(" " + text)
        return [withText + services, start + services, start]
    }

    private func serviceWord(_ service: ServiceID) -> DisplayText {
        guard let account = state[service] else { return "" }
        let word: DisplayText = account.status.isOnline ? "online" : account.status.lowercaseTitle
        let failure: DisplayText = account.status == .offline && account.lastEnd != nil ? " (failed)" : ""
        return name(of: service) + " " + word + failure
    }

    /// Why services are offline that nobody signed out; nil when there are none.
    private var failedForms: [StyledText]? {
        let failed = state.services.indices.map { ServiceID(index: $0) }
            .filter { state[$0]?.status == .offline && state[$0]?.lastEnd != nil }
        guard !failed.isEmpty else { return nil }
        let reasons = failed.map { service in
            name(of: service) + ": " + DisplayText(state[service]?.lastEnd?.reason ?? "") + retry(service)
        }
        let start = state.status.symbol + " " + state.status.title
        let short = failed.map { name(of: $0) + " failed" + retry($0) }
        let forms = [start + " · " + Self.list(reasons), Self.list(reasons)]
        return forms.map { StyledText($0, .error) }
            + (failed.count > 1 ? [StyledText(Self.list(short), .error)] : [])
    }

    private func retry(_ service: ServiceID) -> DisplayText {
        guard let moment = state[service]?.retryAt else { return "" }
        return ", again in \(clock.countdown(to: moment))"
    }

    private static func list(_ texts: [DisplayText]) -> DisplayText {
        texts.reduce(.empty) { $0.isEmpty ? $1 : $0 + ", " + $1 }
    }
}

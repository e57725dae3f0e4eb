import Messenger

extension Model {
    /// How a sign-out ended. "Signed out" without the server's word always adds that it did not confirm, in
    /// every length.
    func reportForms(_ report: SignOutReport) -> [StyledText] {
        let missing = report.primaryNotSignedIn.map { notSignedIn($0) }
        let start = missing.map { $0 + ". Signed out" } ?? "Signed out"
        let style: Style = report.isConfirmed && missing == nil ? .success : .warning
        return (forms(of: report, start) + shortForms(of: report, missing)).map { StyledText($0, style) }
    }

    /// Every service's ending, in full and shortened.
    private func forms(of report: SignOutReport, _ start: DisplayText) -> [DisplayText] {
        if report.entries.isEmpty { return [start] }
        let full = report.entries.map { name(of: $0.service) + " " + DisplayText($0.ending.words) }
        let short = report.entries.map { name(of: $0.service) + " " + $0.ending.shortWords }
        return [start + ": " + .list(full)] + (short.count > 1 ? [start + ": " + .list(short)] : [])
    }

    /// The worst of it only.
    private func shortForms(of report: SignOutReport, _ missing: DisplayText?) -> [DisplayText] {
        let unconfirmed = report.entries.filter { !$0.ending.isConfirmed }
        guard !unconfirmed.isEmpty else {
            return missing.map { [$0, "Primary was not signed in"] } ?? ["Signed out"]
        }
        let named = DisplayText.list(unconfirmed.map { name(of: $0.service) + " " + $0.ending.shortWords })
        let counted: DisplayText = unconfirmed.count > 1 ? "\(unconfirmed.count) did not confirm" : named
        return (missing.map { [$0 + ". " + named, $0 + ". " + counted] } ?? [])
            + ["Signed out: " + named, "Signed out: " + counted, "Did not confirm"]
    }

    func notSignedIn(_ service: ServiceID) -> DisplayText {
        name(of: service) + " (primary) was not signed in"
    }

    var notSignedInForms: [StyledText] {
        let full = state.primary.map { notSignedIn($0) } ?? "Nobody was signed in"
        return [full, "Was not signed in"].map { StyledText($0, .warning) }
    }
}

extension SignOutEnding {
    /// The ending where there is no room for times and reasons.
    var shortWords: DisplayText {
        switch self {
        case .acknowledged: "acknowledged"
        case .closedByServer, .connectionLost, .abandoned, .limitReached: "did not confirm"
        case .couldNotSend: "could not be told"
        case .cancelledBeforeSignIn: "sign-in cancelled"
        }
    }
}

import Messenger

extension Model {
    /// What a person may allow so that the service comes up; nil when it waits for nobody's consent.
    ///
    /// Not while anything signs out, and not while the service tries again by itself.
    func consentNeeded(by service: ServiceID) -> Consent? {
        guard state.status != .disconnecting, signOut.owed.isEmpty, quitting == .no,
            case .failed(let end) = standing(of: service)
        else { return nil }
        return end.consent
    }

    mutating func askForConsent(_ service: ServiceID) {
        guard let consent = consentNeeded(by: service) else { return }
        focus = .consent(ConsentState(service: service, consent: consent))
    }

    /// The word is typed, not pasted, and Enter allows what is shown.
    mutating func press(_ key: Key, in consent: ConsentState) -> [Command] {
        if let commands = pressControl(key) { return commands }
        var consent = consent
        switch key {
        case .escape:
            focus = .list
            // An account that was entered may as well be entered otherwise.
            _ = reopenForm()
            return []
        case .enter: return submit(consent)
        case .paste: consent.problem = "The word is to be typed."
        case .text, .keypad, .control, .named, .unknown:
            consent.problem = .empty
            _ = consent.field.take(key)
        }
        focus = .consent(consent)
        return []
    }

    private mutating func submit(_ consent: ConsentState) -> [Command] {
        guard isShownWhole(consent) else { return [] }
        guard consent.isGiven else {
            var refused = consent
            refused.problem = "Nothing was allowed: that takes the word " + DisplayText(consent.word) + "."
            focus = .consent(refused)
            return []
        }
        focus = focusWhileTrying
        return [.consent(consent.service, consent.consent)]
    }

    /// An account that was entered is still being tried, and may be kept when that does.
    private var focusWhileTrying: Focus {
        guard var form = entered else { return .list }
        form.phase = .trying
        return .form(form)
    }

    /// What is asked may not be so any more: then nothing can be allowed.
    mutating func leaveConsent() {
        guard case .consent(let consent) = focus, consentNeeded(by: consent.service) != consent.consent else {
            return
        }
        focus = .list
    }
}

import Messenger

extension Model {
    /// Takes one input, and returns what the shell is to do, in this order.
    public mutating func update(_ input: Input, at clock: ClockReading) -> [Command] {
        self.clock = clock
        switch input {
        case .key(let key): return press(key)
        case .events(let events):
            for event in events { take(event) }
        case .stateReplaced(let state): replace(state)
        case .ticked: return becomeIdle()
        case .resized(let rows, let columns):
            self.rows = min(rows, Grid.maximumSide)
            self.columns = min(columns, Grid.maximumSide)
        case .signOutRefused: refuseSignOut()
        case .formRefused(let reason): refuseForm(DisplayText(reason), remedy: .person)
        case .passwordNeeded(let service): askForPassword(service)
        case .quitBegan(let bound): quitting = .waiting(bound: bound)
        case .told(let text): notice = .told(DisplayText(text))
        case .journalRead(let lines): showJournal(lines)
        }
        return []
    }

    /// A sign-out of other services is told by its report.
    private mutating func refuseSignOut() {
        guard state.status != .disconnecting, signOut.began.isEmpty else { return }
        if let report = state.lastReport, report.primaryNotSignedIn != nil { return }
        notice = .notSignedIn
    }

    private mutating func replace(_ new: MessengerState) {
        followNobody()
        state = new
        signOut = SignOutProgress(new)
        blocked = BlockedAddresses(new)
        askedAbout = [:]
        lastActivity = [:]
        passwordsNeeded = []
        list.markContactsChanged()
    }

    private mutating func take(_ event: MessengerEvent) {
        follow(event)
        state.apply(event)
        signOut.apply(event)
        switch event {
        case .contactsReceived(let service, _):
            lastActivity = lastActivity.filter { $0.key.service != service }
            list.markContactsChanged()
        case .contactsUnknown(let service, _):
            lastActivity = lastActivity.filter { $0.key.service != service }
            list.markPresenceChanged()
        case .contactChanged, .contactRemoved: list.markContactsChanged()
        case .presenceChanged(let contact, _, _):
            list.note(state.presence(of: contact).status, of: contact)
        case .statusChanged(.some, let old, let new):
            if (old == .offline) != (new == .offline) { list.markPresenceChanged() }
            // What a person is to read stays: at the start a sign-in begins with the first screen.
            if notice == .notSignedIn, new == .findingServer || new == .connecting { notice = .none }
            leaveConsent()
            leaveAnswering()
        case .signedIn(let service): finishForm(service)
        case .sessionEnded(let service, let end):
            refuseForm(of: service, DisplayText(end.reason) + consentHint(end), remedy: end.remedy)
            refuseContactForm(of: service, DisplayText(end.reason))
        case .signOutEnded(let service, let ending):
            refuseForm(of: service, DisplayText(ending.words), remedy: .wait)
            refuseContactForm(of: service, "signed out")
        case .subscriptionRequested, .subscriptionRequestEnded:
            list.markArrangementChanged()
            leaveAnswering()
        case .blockedChanged(let service, let addresses): blocked.set(addresses, of: service)
        case .requestAnswered(let service, let request, let answer): take(answer, to: request, of: service)
        case .statusChanged(nil, _, _), .ownPresenceChanged, .retryPlanned, .signOutBegan, .signOutSent,
            .signedOut, .signInQueued, .ownResourcesChanged, .detailsChanged, .contactsVersionChanged:
            break
        }
    }

    private func consentHint(_ end: SessionEnd) -> DisplayText {
        end.consent == nil ? "" : "; Esc, then " + keymap.label(.signIn) + ", shows what may be allowed"
    }

    private mutating func showJournal(_ lines: [JournalLine]) {
        guard case .journal(var journal) = focus else { return }
        journal.content = .lines(lines)
        focus = .journal(journal)
        move(by: 0)
    }

    /// What was entered did: a new account may be kept.
    private mutating func finishForm(_ service: ServiceID) {
        guard case .form(let form) = focus, form.phase == .trying else { return }
        if let asked = form.service {
            if asked == service { leaveForm() }
        } else {
            focus = .keepQuestion
        }
    }

    private mutating func refuseForm(
        of service: ServiceID, _ reason: DisplayText, remedy: SessionEnd.Remedy
    ) {
        guard case .form(let form) = focus, form.service == nil || form.service == service else { return }
        refuseForm(reason, remedy: remedy)
    }

    private mutating func refuseForm(_ reason: DisplayText, remedy: SessionEnd.Remedy) {
        guard case .form(var form) = focus, form.phase == .trying else { return }
        form.refuse(reason, remedy: remedy)
        focus = .form(form)
    }

    /// Opens the form for the account's password, or after the form that is open for another's.
    mutating func askForPassword(_ service: ServiceID) {
        guard let account = state[service] else { return }
        if case .form(let form) = focus {
            guard let other = form.service, other != service else { return }
            if !passwordsNeeded.contains(service) { passwordsNeeded.append(service) }
            return
        }
        let problem = DisplayText(account.lastEnd?.reason ?? "")
        focus = .form(FormState(service: service, description: account.description, problem: problem))
    }

    /// Closes the form, and opens the one for the next account that still lacks its password.
    mutating func leaveForm() {
        focus = .list
        let needed = passwordsNeeded
        passwordsNeeded = []
        for service in needed where state[service]?.status == .offline { askForPassword(service) }
    }

    /// After how long the screen changes by the passing of time alone; nil when it does not.
    ///
    /// A second while one is counted, a minute while it says how long ago something was.
    public var nextTick: Duration? {
        if let since = signOut.since { return clock.untilNextSecond(since: since) }
        let retries = state.services.compactMap(\.retryAt)
        let counting = retries.map { clock.untilNextSecond(before: $0) }.min()
        let minutes: Duration? = showsAges ? .seconds(60) : nil
        return [counting ?? minutes, untilIdle].compactMap { $0 }.min()
    }
}

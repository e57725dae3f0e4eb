import Messenger

extension Model {
    mutating func press(_ key: Key) -> [Command] {
        switch notice {
        case .told, .done: notice = .none
        case .none, .notSignedIn: break
        }
        return becomeActive() + take(key)
    }

    private mutating func take(_ key: Key) -> [Command] {
        switch focus {
        case .list, .help, .journal, .services: return pressShortcut(key)
        case .details(let details): return press(key, in: details) ?? pressShortcut(key)
        case .keepQuestion: return pressAtQuestion(key)
        case .filter: return pressInFilter(key)
        case .form(let form): return press(key, in: form)
        case .picker(let picker): return press(key, in: picker)
        case .palette(let palette): return press(key, in: palette)
        case .contactForm(let form): return press(key, in: form)
        case .question(let question): return press(key, at: question)
        case .answering(let asking): return press(key, answering: asking)
        case .blocked(let place): return pressInBlocked(key, place) ?? pressShortcut(key)
        case .consent(let consent): return press(key, in: consent)
        }
    }

    // MARK: Outside of text fields

    private mutating func pressShortcut(_ key: Key) -> [Command] {
        if key == .escape {
            leave()
            return []
        }
        guard let action = keymap.action(for: key) else { return [] }
        return perform(action)
    }

    private mutating func leave() {
        switch focus {
        case .details, .help, .journal, .services, .blocked: focus = .list
        case .list where marked != nil: marked = nil
        case .list:
            filter = nil
            list.markArrangementChanged()
        case .filter, .form, .picker, .keepQuestion, .palette, .contactForm, .question, .answering, .consent:
            break
        }
    }

    mutating func perform(_ action: Action) -> [Command] {
        switch action {
        case .signIn: return signIn()
        case .signOut: return signOutOrStopWaiting()
        case .quit: return quit()
        case .setStatus: focus = .picker(PickerState(state.ownPresence))
        case .filter: openFilter()
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -pageHeight)
        case .pageDown: move(by: pageHeight)
        case .first: move(by: -1_000_000)
        case .last: move(by: 1_000_000)
        case .open: return open()
        case .toggleOffline: return toggleOffline()
        case .changeOrder: return changeOrder()
        case .journal: return toggleJournal()
        case .services: toggleServices()
        case .help: toggleHelp()
        case .accept, .refuse, .add, .edit, .remove, .block, .merge, .separate, .askToSee, .stopSeeing,
            .hideFrom, .askLastActivity:
            return performOnContact(action)
        case .blocked: toggleBlocked()
        case .palette: openPalette()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        }
        return []
    }

    /// What is missing is asked for; a wrong password is missing.
    private mutating func signIn() -> [Command] {
        guard quitting == .no else { return [] }
        if state.services.isEmpty {
            focus = .form(FormState())
            return []
        }
        if state.status == .disconnecting { return [.signIn(nil)] }
        let all = state.services.indices.map { ServiceID(index: $0) }
        if let asking = all.first(where: { consentNeeded(by: $0) != nil }) {
            askForConsent(asking)
            return signIn(all.filter { consentNeeded(by: $0) == nil && !lacksPassword($0) })
        }
        if reopenForm() { return [] }
        let lacking = all.filter { lacksPassword($0) }
        if lacking.isEmpty { return [.signIn(nil)] }
        for service in lacking { askForPassword(service) }
        return signIn(all.filter { !lacking.contains($0) })
    }

    private func signIn(_ services: [ServiceID]) -> [Command] {
        let offline = services.filter { state[$0]?.status == .offline }
        return offline.isEmpty ? [] : [.signIn(offline)]
    }

    /// An account that was entered and did not do can be entered otherwise.
    mutating func reopenForm() -> Bool {
        guard var form = entered, let account = serviceIDs.first,
            case .failed(let end) = standing(of: account)
        else { return false }
        form.refuse(DisplayText(end.reason), remedy: .password)
        focus = .form(form)
        return true
    }

    private func lacksPassword(_ service: ServiceID) -> Bool {
        guard let service = state[service], service.status == .offline, let end = service.lastEnd else {
            return false
        }
        return end.remedy == .password
    }

    mutating func signOutOrStopWaiting() -> [Command] {
        guard heldSignOut.isNewPress(at: clock.moment) else { return [] }
        passwordsNeeded = []
        return [state.status == .disconnecting ? .stopWaiting : .signOut]
    }

    mutating func quit() -> [Command] {
        guard heldQuit.isNewPress(at: clock.moment) else { return [] }
        guard quitting == .no else { return [.quitNow] }
        quitting = .waiting(bound: .seconds(5))
        return [.quit]
    }

    private mutating func openFilter() {
        filter = filter ?? TextField()
        focus = .filter
    }

    private mutating func toggleHelp() {
        if case .help = focus { focus = .list } else { focus = .help(top: 0) }
    }

    private mutating func toggleServices() {
        if case .services = focus { focus = .list } else { focus = .services(top: 0) }
    }

    private mutating func toggleJournal() -> [Command] {
        if case .journal = focus {
            focus = .list
            return []
        }
        focus = .journal(JournalState())
        return [.showJournal]
    }

    var layout: Layout { Layout(rows: rows, columns: columns, filter: filter) }

    var pageHeight: Int { max(1, listRows(layout).count - 1) }

    mutating func move(by step: Int) {
        switch focus {
        case .help(let top): focus = .help(top: scrolled(top, by: step, of: helpOverlay))
        case .services(let top): focus = .services(top: scrolled(top, by: step, of: servicesOverlay))
        case .journal(var journal):
            journal.top = scrolled(journal.top, by: step, of: journalOverlay(journal))
            focus = .journal(journal)
        case .blocked(let place): focus = .blocked(place: max(0, min(place + step, blockedCount - 1)))
        case .details(var details):
            details.place = max(0, min(details.place + step, deeds.count - 1))
            focus = .details(details)
        case .list, .filter, .form, .picker, .keepQuestion, .palette, .contactForm, .question, .answering,
            .consent:
            refreshList()
            list.move(by: step)
        }
    }

    private func scrolled(_ top: Int, by step: Int, of overlay: Overlay) -> Int {
        max(0, min(top + step, overlay.lines.count - Overlay.height(layout)))
    }

    private mutating func open() -> [Command] {
        refreshList()
        switch (focus, list.selected) {
        case (.help, _), (.journal, _), (.services, _):
            focus = .list
        case (.details(let details), _): return performDeed(details)
        case (.list, .heading(let place)):
            let name = list.rows.heading(place).name
            if preferences.foldedGroups.remove(name) == nil { preferences.foldedGroups.insert(name) }
            list.markArrangementChanged()
            return [.savePreferences(preferences)]
        case (.list, .contact(let contact, _)):
            list.holdSelection()
            focus = .details(DetailsState(.contact(contact)))
            return askLastActivityUnasked(of: contact)
        case (.list, .asking(let asking)):
            list.holdSelection()
            focus = .details(DetailsState(.asking(asking)))
        case (.list, .askingHeading), (.list, nil), (.filter, _), (.form, _), (.picker, _),
            (.keepQuestion, _),
            (.palette, _), (.contactForm, _), (.question, _), (.answering, _), (.blocked, _), (.consent, _):
            break
        }
        return []
    }

    private mutating func toggleOffline() -> [Command] {
        preferences.offlineContacts = preferences.offlineContacts == .shown ? .hidden : .shown
        list.markArrangementChanged()
        return [.savePreferences(preferences)]
    }

    private mutating func changeOrder() -> [Command] {
        preferences.order = preferences.order == .presence ? .name : .presence
        list.markArrangementChanged()
        return [.savePreferences(preferences)]
    }

    private mutating func pressAtQuestion(_ key: Key) -> [Command] {
        switch key {
        case .text("y"):
            focus = .list
            return [.keepAccount(true)]
        case .text("n"), .escape:
            focus = .list
            return [.keepAccount(false)]
        case .text, .keypad, .control, .named, .paste, .unknown:
            return performAlways(key)
        }
    }

    /// What a key does even where a question waits for its answer.
    mutating func performAlways(_ key: Key) -> [Command] {
        guard let action = keymap.action(for: key), Action.always.contains(action) else { return [] }
        return perform(action)
    }
}

import Messenger

extension Model {
    mutating func press(_ key: Key) -> [Command] {
        if case .told = notice { notice = .none }
        switch focus {
        case .list, .details, .help, .journal, .services: return pressShortcut(key)
        case .keepQuestion: return pressAtQuestion(key)
        case .filter: return pressInFilter(key)
        case .form(let form): return press(key, in: form)
        case .picker(let picker): return press(key, in: picker)
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
        case .details, .help, .journal, .services: focus = .list
        case .list:
            filter = nil
            list.markArrangementChanged()
        case .filter, .form, .picker, .keepQuestion: break
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
        if reopenForm() { return [] }
        let all = state.services.indices.map { ServiceID(index: $0) }
        guard let lacking = all.first(where: { lacksPassword($0) }) else { return [.signIn(nil)] }
        askForPassword(lacking)
        let others = all.filter { !lacksPassword($0) && state[$0]?.status == .offline }
        return others.isEmpty ? [] : [.signIn(others)]
    }

    /// An account that was entered and did not do can be entered otherwise.
    private mutating func reopenForm() -> Bool {
        guard var form = entered, let account = state.services.first, account.status == .offline,
            let end = account.lastEnd, end.remedy != .wait
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
        case .list, .details, .filter, .form, .picker, .keepQuestion:
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
        case (.help, _), (.details, _), (.journal, _), (.services, _):
            focus = .list
        case (.list, .heading(let place)):
            let name = list.rows.headings[place].name
            if preferences.foldedGroups.remove(name) == nil { preferences.foldedGroups.insert(name) }
            list.markArrangementChanged()
            return [.savePreferences(preferences)]
        case (.list, .contact):
            if !layout.hasDetails { focus = .details }
        case (.list, nil), (.filter, _), (.form, _), (.picker, _), (.keepQuestion, _):
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
            switch keymap.action(for: key) {
            case .signOut?: return signOutOrStopWaiting()
            case .quit?: return quit()
            case .redraw?: return [.redraw]
            case .suspend?: return [.suspend]
            case .signIn?, .setStatus?, .filter?, .up?, .down?, .pageUp?, .pageDown?, .first?, .last?, .open?,
                .toggleOffline?, .changeOrder?, .journal?, .services?, .help?, nil:
                return []
            }
        }
    }
}

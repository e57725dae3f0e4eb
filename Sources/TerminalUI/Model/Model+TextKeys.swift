import Messenger

extension Model {
    /// Ctrl keys act in text fields too, as they are bound; nil for any other key.
    mutating func pressControl(_ key: Key) -> [Command]? {
        guard case .control = key, let action = keymap.action(for: key) else { return nil }
        return perform(action)
    }

    mutating func pressInFilter(_ key: Key) -> [Command] {
        if let commands = pressControl(key) { return commands }
        switch key {
        case .escape:
            filter = nil
            focus = .list
            list.markArrangementChanged()
        case .enter: focus = .list
        case .up: move(by: -1)
        case .down: move(by: 1)
        case .pageUp: move(by: -pageHeight)
        case .pageDown: move(by: pageHeight)
        case .text, .keypad, .control, .named, .paste, .unknown: editFilter(key)
        }
        return []
    }

    private mutating func editFilter(_ key: Key) {
        let before = filter?.text
        guard filter?.take(key) == true, filter?.text != before else { return }
        list.markArrangementChanged()
        refreshList()
        list.selectFirstContact()
    }

    mutating func press(_ key: Key, in form: FormState) -> [Command] {
        if let commands = pressControl(key) { return commands }
        var form = form
        switch (form.phase, key) {
        case (.trying, .escape) where form.service != nil:
            // Other services may be up: this one goes on by itself.
            leaveForm()
            return []
        case (.trying, .escape):
            form.phase = .editing
            focus = .form(form)
            return [.signOut]
        case (.editing, .escape):
            leaveForm()
            return []
        case (.trying, _):
            return []
        case (.editing, .enter):
            if form.focus != form.fields.last, form[form.focus].isEmpty == false, form.password.isEmpty {
                form.moveFocus(by: 1)
            } else if let entry = form.submit() {
                focus = .form(form)
                remember(form)
                return [.submitForm(entry)]
            }
        case (.editing, .tab), (.editing, .down): form.moveFocus(by: 1)
        case (.editing, .backTab), (.editing, .up): form.moveFocus(by: -1)
        case (.editing, _): _ = form[form.focus].take(key)
        }
        focus = .form(form)
        return []
    }

    private mutating func remember(_ form: FormState) {
        guard form.service == nil else { return }
        entered = form
        entered?.password = TextField(kind: .secret)
    }

    mutating func press(_ key: Key, in picker: PickerState) -> [Command] {
        if let commands = pressControl(key) { return commands }
        var picker = picker
        switch key {
        case .escape:
            focus = .list
            return []
        case .enter:
            focus = .list
            return [.setPresence(picker.presence)]
        case .up, .backTab: picker.move(by: -1)
        case .down, .tab: picker.move(by: 1)
        case .text, .keypad, .control, .named, .paste, .unknown: _ = picker.text.take(key)
        }
        focus = .picker(picker)
        return []
    }
}

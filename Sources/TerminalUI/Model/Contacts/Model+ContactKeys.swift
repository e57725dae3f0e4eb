import Messenger

extension Model {
    // MARK: The form

    mutating func press(_ key: Key, in form: ContactForm) -> [Command] {
        if let commands = pressControl(key) { return commands }
        var form = form
        switch (form.phase, key) {
        case (_, .escape):
            focus = .list
            return []
        case (.sent, _): return []
        case (.editing, .enter):
            if form.goesOn {
                form.moveFocus(by: 1)
            } else if let (service, request) = form.submit() {
                return send(form, service, request)
            }
        case (.editing, .tab):
            if let completion = form.completion { form.complete(completion) } else { form.moveFocus(by: 1) }
        case (.editing, .down): form.moveFocus(by: 1)
        case (.editing, .backTab), (.editing, .up): form.moveFocus(by: -1)
        case (.editing, .left) where form.focus == .choice: choose(&form, by: -1)
        case (.editing, .right) where form.focus == .choice: choose(&form, by: 1)
        case (.editing, _): _ = form.take(key)
        }
        focus = .contactForm(form)
        return []
    }

    private mutating func send(
        _ form: ContactForm, _ service: ServiceID, _ request: ContactRequest
    ) -> [Command] {
        focus = .contactForm(form)
        return form.contact.map { self.request(request, $0) } ?? [.request(service, request)]
    }

    private func choose(_ form: inout ContactForm, by step: Int) {
        form.choose(by: step)
        if let contact = form.contact, let entry = state.entry(of: contact) { form.fill(entry) }
    }

    // MARK: Questions

    /// Only `y` does it; Enter is no answer, so that nothing happens by haste.
    mutating func press(_ key: Key, at question: ContactQuestion) -> [Command] {
        var question = question
        switch key {
        case .text("y"):
            focus = .list
            return perform(question)
        case .text("n"), .escape, .enter:
            focus = .list
            return []
        case .left, .up, .backTab: question.move(by: -1)
        case .right, .down, .tab: question.move(by: 1)
        case .text, .keypad, .control, .named, .paste, .unknown: return performAlways(key)
        }
        focus = .question(question)
        return []
    }

    private mutating func perform(_ question: ContactQuestion) -> [Command] {
        guard let request = question.request else { return [] }
        return question.contact.map { self.request(request, $0) } ?? [
            .request(question.whom.service, request)
        ]
    }

    // MARK: The blocked addresses

    struct BlockedEntry: Hashable {
        let service: ServiceID
        let address: String
    }

    var blockedCount: Int { state.services.reduce(0) { $0 + $1.blocked.count } }

    /// The blocked address at that place, one service's behind another's; nil where there is none.
    func blockedEntry(_ place: Int) -> BlockedEntry? {
        var left = place
        for (index, service) in state.services.enumerated() {
            if service.blocked.indices.contains(left) {
                return BlockedEntry(service: ServiceID(index: index), address: service.blocked[left])
            }
            left -= service.blocked.count
        }
        return nil
    }

    mutating func toggleBlocked() {
        if case .blocked = focus { focus = .list } else { focus = .blocked(place: 0) }
    }

    /// Nil for a key that means the same here as elsewhere.
    mutating func pressInBlocked(_ key: Key, _ place: Int) -> [Command]? {
        guard key == .enter || keymap.action(for: key) == .block else { return nil }
        guard let entry = blockedEntry(min(place, blockedCount - 1)) else { return [] }
        if let reason = obstacle(to: .block, on: entry.service) {
            notice = .told(reason)
            return []
        }
        let whom = ContactQuestion.Whom(service: entry.service, number: nil, address: entry.address)
        if let question = ContactQuestion(.unblock, [whom]) { focus = .question(question) }
        return []
    }
}

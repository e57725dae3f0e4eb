import Messenger

/// The form that adds a contact, or gives one another name and other groups.
struct ContactForm: Hashable {
    enum Purpose: Hashable {
        /// To one of these services.
        case add([ServiceID])
        /// One of these contacts, a person's.
        case edit([ContactID])
    }

    enum Field: Hashable {
        /// Which service, or which of a person's addresses.
        case choice
        case address, name, groups
    }

    enum Phase: Hashable {
        case editing
        /// The service was asked, and has not answered.
        case sent(ServiceID, ContactRequest)
    }

    private(set) var purpose: Purpose
    /// The names that groups have already.
    let knownGroups: [String]
    private(set) var place = 0
    var address = TextField()
    var name = TextField()
    var groups = TextField()
    var focus: Field
    var phase = Phase.editing
    /// Why it cannot be done; empty when nothing is wrong.
    var problem = DisplayText.empty
    /// The contact as it was, of which what is not edited stays as it is.
    private var before: Contact?

    /// A form for another contact, perhaps with an address.
    init(addingTo services: [ServiceID], address: String = "", knownGroups: [String]) {
        purpose = .add(services)
        self.knownGroups = knownGroups
        self.address = TextField(address)
        focus = address.isEmpty ? .address : .name
    }

    /// A form for these contacts, filled in with what the first is called.
    init(editing contacts: [ContactID], _ entry: Contact, knownGroups: [String]) {
        purpose = .edit(contacts)
        self.knownGroups = knownGroups
        focus = .name
        fill(entry)
    }

    /// Fills in what the contact is called now.
    mutating func fill(_ entry: Contact) {
        before = entry
        address = TextField(entry.address)
        name = TextField(entry.name)
        groups = TextField(GroupNames.text(entry.groups))
    }

    var choices: Int {
        switch purpose {
        case .add(let services): services.count
        case .edit(let contacts): contacts.count
        }
    }

    /// The service that is to be asked; nil where there is none.
    var service: ServiceID? {
        switch purpose {
        case .add(let services): services.indices.contains(place) ? services[place] : nil
        case .edit: contact?.service
        }
    }

    /// The contact that is edited; nil while one is added.
    var contact: ContactID? {
        switch purpose {
        case .add: nil
        case .edit(let contacts): contacts.indices.contains(place) ? contacts[place] : nil
        }
    }

    /// The fields that can be edited.
    var fields: [Field] {
        let choice: [Field] = choices > 1 ? [.choice] : []
        switch purpose {
        case .add: return choice + [.address, .name, .groups]
        case .edit: return choice + [.name] + (fitsGroups ? [.groups] : [])
        }
    }

    /// Groups that the field has no room for stay as they are.
    private var fitsGroups: Bool {
        GroupNames.text(before?.groups ?? []).unicodeScalars.count <= TextField.maximumLength
    }

    mutating func moveFocus(by step: Int) {
        let place = fields.firstIndex(of: focus) ?? 0
        focus = fields[(place + step + fields.count) % fields.count]
    }

    /// Whether Enter goes on to the next field: somebody who has given no more than an address may want to name it.
    var goesOn: Bool { focus == .address && !address.isEmpty && name.isEmpty }

    mutating func choose(by step: Int) {
        guard choices > 0 else { return }
        place = (place + step + choices) % choices
    }

    /// Edits the field that has the keyboard; false when the key edits nothing.
    mutating func take(_ key: Key) -> Bool {
        switch focus {
        case .choice: return false
        case .address: return address.take(key)
        case .name: return name.take(key)
        case .groups: return groups.take(key)
        }
    }

    /// The group that Tab would complete; nil where there is nothing to complete.
    var completion: GroupNames.Completion? {
        guard focus == .groups, phase == .editing, groups.isAtEnd else { return nil }
        return GroupNames.completion(of: groups.text, among: knownGroups)
    }

    mutating func complete(_ completion: GroupNames.Completion) { groups = TextField(completion.text) }

    /// What to ask of the service; nil, with the focus where something is missing, when there is not enough.
    mutating func submit() -> (ServiceID, ContactRequest)? {
        guard let service else { return nil }
        if case .add = purpose, !address.text.contains(where: { $0 != " " }) {
            problem = "an address is needed, such as bob@example.org"
            focus = .address
            return nil
        }
        let request = request
        problem = .empty
        phase = .sent(service, request)
        return (service, request)
    }

    private var request: ContactRequest {
        guard let contact else {
            return .add(address: address.text, name: name.text, groups: GroupNames.groups(in: groups.text))
        }
        return .edit(number: contact.number, name: nameAfterwards, groups: groupsAfterwards)
    }

    /// What was not touched stays byte for byte as it was.
    private var nameAfterwards: String {
        guard let before, name.text == TextField(before.name).text else { return name.text }
        return before.name
    }

    private var groupsAfterwards: [String] {
        guard let before, groups.text == TextField(GroupNames.text(before.groups)).text else {
            return GroupNames.groups(in: groups.text)
        }
        return before.groups
    }

    /// The same when contacts are these now; nil when whoever is edited is gone.
    func following(_ numberNow: (ContactID) -> ContactID?) -> ContactForm? {
        guard case .edit(let contacts) = purpose, let contact else { return self }
        guard let now = numberNow(contact) else { return nil }
        var form = self
        let left = contacts.compactMap(numberNow)
        form.purpose = .edit(left)
        form.place = left.firstIndex(of: now) ?? 0
        if case .sent(let service, .edit(_, let name, let groups)) = phase {
            form.phase = .sent(service, .edit(number: now.number, name: name, groups: groups))
        }
        return form
    }

    /// Goes back to editing, and says why.
    mutating func refuse(_ reason: DisplayText) {
        problem = reason
        phase = .editing
    }
}

extension XMPPContactRequest {
    /// The same when contacts have these numbers instead of others; nil when its contact has none.
    func renumbered(_ numbers: [Int32: Int32]) -> XMPPContactRequest? {
        switch self {
        case .add, .accept, .refuse, .block, .unblock: self
        case .edit(let number, let name, let groups):
            numbers[number].map { .edit(number: $0, name: name, groups: groups) }
        case .remove(let number): numbers[number].map { .remove(number: $0) }
        case .askToSee(let number): numbers[number].map { .askToSee(number: $0) }
        case .stopSeeing(let number): numbers[number].map { .stopSeeing(number: $0) }
        case .hideFrom(let number): numbers[number].map { .hideFrom(number: $0) }
        case .askLastActivity(let number): numbers[number].map { .askLastActivity(number: $0) }
        }
    }
}

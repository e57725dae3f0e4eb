/// What else is known of contacts who are not there: of few of them anything is, so that it is kept apart from what there
/// is of every contact.
struct Absences {
    /// Of more than so many at once nothing is kept but that they are not there.
    static let limit = 16_384

    private var known: [Int32: ContactPresence] = [:]

    subscript(number: Int32) -> ContactPresence? { known[number] }

    /// Takes the presence of a contact who is not there.
    mutating func note(_ presence: ContactPresence, of number: Int32) {
        known[number] = nil
        guard known.count < Self.limit else { return }
        let kept = presence.toldAgain(since: .unknown)
        if kept != .absent { known[number] = kept }
    }

    mutating func forget(_ number: Int32) {
        if !known.isEmpty { known[number] = nil }
    }

    /// Contacts have other numbers now: `before` holds those that they had, by their new ones.
    mutating func renumber(_ before: [Int32]) {
        guard !known.isEmpty else { return }
        var renumbered: [Int32: ContactPresence] = [:]
        for (number, old) in before.enumerated() {
            renumbered[Int32(truncatingIfNeeded: number)] = known[old]
        }
        known = renumbered
    }
}

extension ContactPresence {
    /// The same, told later, when it is not new any more.
    func toldAgain(since: Since) -> ContactPresence {
        leader.map { ContactPresence(leader: $0, others: others, since: since) }
            ?? ContactPresence(availability, lastWords: status, since: since)
    }
}

import Messenger

/// Where a contact is among the members of all groups: once in each group that it is in.
struct MemberPlaces {
    private static let none: Int32 = -1

    /// A place of each contact, by service and number.
    private var first: [[Int32]] = []
    /// Another place of whoever is at a place; empty when nobody has several.
    private var next: [Int32] = []

    init(_ members: [ContactID]) {
        for (place, member) in members.enumerated() {
            let (service, number) = (member.service.index, Int(member.number))
            guard service >= 0, number >= 0, let short = Int32(exactly: place) else { continue }
            while first.count <= service { first.append([]) }
            let missing = number + 1 - first[service].count
            if missing > 0 { first[service] += repeatElement(Self.none, count: missing) }
            let other = first[service][number]
            first[service][number] = short
            guard other != Self.none else { continue }
            if next.isEmpty { next = Array(repeating: Self.none, count: members.count) }
            next[place] = other
        }
    }

    /// Calls `body` with each place of the contact.
    func forEach(of contact: ContactID, _ body: (Int) -> Void) {
        let (service, number) = (contact.service.index, Int(contact.number))
        guard first.indices.contains(service), first[service].indices.contains(number) else { return }
        var place = first[service][number]
        while place != Self.none {
            body(Int(place))
            place = next.isEmpty ? Self.none : next[Int(place)]
        }
    }
}

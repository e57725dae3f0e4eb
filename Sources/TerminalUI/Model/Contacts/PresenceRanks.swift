import Messenger

/// A presence as the order of contacts sees it: whoever can be reached comes first.
enum PresenceRank: UInt8, CaseIterable {
    case available, busy, away, unknown, offline

    init(_ status: Status) {
        switch status {
        case .available, .invisible: self = .available
        case .busy, .onThePhone: self = .busy
        case .beRightBack, .idle, .away, .outToLunch: self = .away
        case .unknown, .findingServer, .connecting, .synchronizing, .disconnecting: self = .unknown
        case .offline: self = .offline
        }
    }

    var isOnline: Bool {
        switch self {
        case .available, .busy, .away: true
        case .unknown, .offline: false
        }
    }
}

/// The rank of every contact, one byte each: all that arranging the list reads, so that it stays in the cache.
///
/// A contact that stands for a person of several addresses has the best rank among these.
struct PresenceRanks {
    private var byService: [[PresenceRank]] = []
    /// The contacts' own ranks, where they are not alone.
    private var own: [ContactID: PresenceRank] = [:]
    private let persons: Persons

    init(_ state: MessengerState, _ persons: Persons) {
        self.persons = persons
        byService = state.services.map { service in
            // While a service is offline nothing is known of its contacts.
            service.presences.map { service.status == .offline ? .unknown : PresenceRank($0.status) }
        }
        for person in persons.all {
            for contact in person { own[contact] = self[contact] }
            if let first = person.first { set(best(of: person), for: first) }
        }
    }

    subscript(contact: ContactID) -> PresenceRank {
        guard byService.indices.contains(contact.service.index) else { return .unknown }
        let place = Int(contact.number)
        let ranks = byService[contact.service.index]
        return ranks.indices.contains(place) ? ranks[place] : .unknown
    }

    /// Notes a contact's status. Returns the contact whose rank that changes; nil when it changes none.
    mutating func note(_ status: Status, of contact: ContactID) -> ContactID? {
        guard let person = persons.person(of: contact), let first = person.first else {
            return set(PresenceRank(status), for: contact) ? contact : nil
        }
        own[contact] = PresenceRank(status)
        return set(best(of: person), for: first) ? first : nil
    }

    private func best(of person: [ContactID]) -> PresenceRank {
        let ranks = person.map { own[$0] ?? .unknown }
        return ranks.min { $0.rawValue < $1.rawValue } ?? .unknown
    }

    @discardableResult
    private mutating func set(_ rank: PresenceRank, for contact: ContactID) -> Bool {
        let place = Int(contact.number)
        guard byService.indices.contains(contact.service.index),
            byService[contact.service.index].indices.contains(place),
            byService[contact.service.index][place] != rank
        else { return false }
        byService[contact.service.index][place] = rank
        return true
    }
}

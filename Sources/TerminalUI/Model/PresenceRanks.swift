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
struct PresenceRanks {
    private var byService: [[PresenceRank]] = []

    init(_ state: MessengerState) {
        byService = state.services.map { service in
            // While a service is offline nothing is known of its contacts.
            service.presences.map { service.status == .offline ? .unknown : PresenceRank($0.status) }
        }
    }

    subscript(contact: ContactID) -> PresenceRank {
        guard byService.indices.contains(contact.service.index) else { return .unknown }
        let place = Int(contact.number)
        let ranks = byService[contact.service.index]
        return ranks.indices.contains(place) ? ranks[place] : .unknown
    }

    /// Notes a contact's status; false when that changes no rank.
    mutating func note(_ status: Status, of contact: ContactID) -> Bool {
        let rank = PresenceRank(status)
        let place = Int(contact.number)
        guard byService.indices.contains(contact.service.index),
            byService[contact.service.index].indices.contains(place),
            byService[contact.service.index][place] != rank
        else { return false }
        byService[contact.service.index][place] = rank
        return true
    }
}

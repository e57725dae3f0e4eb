@testable import XMPPCore

extension ContactPresence {
    /// A presence as one would say it: without connections the status is the last words.
    init(
        availability: Availability, status: String, resources: [ContactResource], since: Since = .now
    ) {
        if let leader = resources.first {
            self.init(leader: leader, others: Array(resources.dropFirst()), since: since)
        } else {
            self.init(availability, lastWords: status, since: since)
        }
    }
}

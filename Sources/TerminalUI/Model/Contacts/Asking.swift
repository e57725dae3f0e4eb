import Messenger

/// Somebody who asks to see one's presence, and where.
struct Asking: Hashable {
    let service: ServiceID
    let request: SubscriptionRequest

    /// Whether both are the same question; what is said with it may change.
    func isSame(_ other: Asking) -> Bool {
        service == other.service && request.address.utf8.elementsEqual(other.request.address.utf8)
    }
}

/// Everybody who asks, of all services that are there.
struct AskingList {
    private(set) var all: [Asking] = []
    /// How many more wait behind them.
    private(set) var beyond = 0

    init() {}

    /// - Parameter needle: What is typed in the filter; empty when nothing is.
    init(_ state: MessengerState, needle: [UInt8]) {
        for (index, service) in state.services.enumerated() where service.status.isOnline {
            for request in service.requests.waiting where Self.matches(request, needle) {
                all.append(Asking(service: ServiceID(index: index), request: request))
            }
            if needle.isEmpty { beyond = Self.sum(beyond, service.requests.beyond) }
        }
    }

    /// How many ask, those beyond the limit included.
    var count: Int { Self.sum(all.count, beyond) }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private static func matches(_ request: SubscriptionRequest, _ needle: [UInt8]) -> Bool {
        needle.isEmpty
            || Array((request.address + "\0" + request.nickname).lowercased().utf8).contains(bytes: needle)
    }
}

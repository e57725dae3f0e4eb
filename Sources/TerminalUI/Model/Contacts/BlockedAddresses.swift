import Messenger

/// The blocked addresses of every service, to be looked up for each row of the list.
struct BlockedAddresses {
    private var byService: [Set<[UInt8]>]

    init(_ state: MessengerState) {
        byService = state.services.map { Set($0.blocked.map { Array($0.utf8) }) }
    }

    mutating func set(_ addresses: [String], of service: ServiceID) {
        guard byService.indices.contains(service.index) else { return }
        byService[service.index] = Set(addresses.map { Array($0.utf8) })
    }

    func contains(_ address: String, of service: ServiceID) -> Bool {
        guard byService.indices.contains(service.index), !byService[service.index].isEmpty else {
            return false
        }
        return byService[service.index].contains(Array(address.utf8))
    }
}

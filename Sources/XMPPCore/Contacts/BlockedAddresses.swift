/// The blocked addresses as the server has told them, in its order.
struct BlockedAddresses {
    /// More than a person blocks by hand; what is beyond is not shown.
    static let limit = 20_000

    private(set) var all: [JID] = []
    private var members: Set<JID> = []

    /// A list that holds each address once.
    init(_ addresses: [JID]) {
        add(addresses)
    }

    mutating func add(_ addresses: [JID]) {
        for address in addresses where all.count < Self.limit && members.insert(address).inserted {
            all.append(address)
        }
    }

    /// Takes these out; with none of them given, all (XEP-0191 section 3.4).
    mutating func remove(_ addresses: [JID]) {
        if addresses.isEmpty {
            all = []
            members = []
        } else {
            let removed = Set(addresses)
            members.subtract(removed)
            all.removeAll { removed.contains($0) }
        }
    }
}

/// What is known of the account's block list.
enum XMPPBlocking {
    /// It was not told yet.
    case unknown
    /// The server does not block.
    case notOffered
    /// It is known.
    case known(BlockedAddresses)
}

import Glibc

/// The untried addresses of a host, IPv6 and IPv4 by turns (RFC 8305 section 4).
struct AddressQueue {
    /// The kinds of address.
    enum Family: Hashable, Sendable, CaseIterable {
        case version6
        case version4

        fileprivate var other: Family {
            switch self {
            case .version6: .version4
            case .version4: .version6
            }
        }
    }

    private var untried: [Family: ArraySlice<SocketAddress>] = [:]
    /// Whose turn it is; IPv6 comes first.
    private var turn = Family.version6

    /// Whether every address has been taken.
    var isEmpty: Bool { Family.allCases.allSatisfy { untried[$0]?.isEmpty ?? true } }

    /// Adds the addresses of a family, in the order of the name server.
    mutating func add(_ addresses: [SocketAddress], _ family: Family) {
        untried[family, default: []] += addresses
    }

    /// Takes the next one; nil when there is none.
    mutating func next() -> SocketAddress? {
        for family in [turn, turn.other] {
            guard let address = untried[family]?.popFirst() else { continue }
            turn = family.other
            return address
        }
        return nil
    }
}

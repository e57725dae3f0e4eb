/// Which addresses are one person, as somebody merged them by hand. Kept between runs.
public struct People: Hashable, Sendable {
    /// One of a person's addresses. Compared as bytes.
    public struct Address: Hashable, Sendable {
        /// The service's name in the configuration, such as "home".
        public let service: String
        /// The address there, such as "bob@example.org".
        public let address: String

        /// An address of a service.
        public init(service: String, address: String) {
            self.service = service
            self.address = address
        }

        /// Whether both are the same, byte by byte.
        public static func == (left: Address, right: Address) -> Bool {
            left.service.utf8.elementsEqual(right.service.utf8)
                && left.address.utf8.elementsEqual(right.address.utf8)
        }

        /// Hashes the bytes.
        public func hash(into hasher: inout Hasher) {
            for byte in service.utf8 { hasher.combine(byte) }
            hasher.combine(UInt8(0))
            for byte in address.utf8 { hasher.combine(byte) }
        }
    }

    /// The most addresses of one person; further ones are left out.
    public static let maximumAddresses = 16

    /// The persons of more than one address, each with these in the order in which they were merged.
    public private(set) var persons: [[Address]] = []

    /// Everybody has one address only.
    public init() {}

    /// These persons. An address belongs to the first that has it; a person of one address is none.
    public init(_ persons: [[Address]]) {
        var seen: Set<Address> = []
        for person in persons {
            let own = person.filter { seen.insert($0).inserted }.prefix(Self.maximumAddresses)
            if own.count > 1 { self.persons.append(Array(own)) }
        }
    }

    /// Makes whoever has the one address and whoever has the other one person; false when that would have too many
    /// addresses, or already is so.
    mutating func merge(_ first: Address, _ second: Address) -> Bool {
        let one = person(with: first)
        let other = person(with: second)
        guard !one.contains(second), one.count + other.count <= Self.maximumAddresses else { return false }
        persons.removeAll { $0 == one || $0 == other }
        persons.append(one + other)
        return true
    }

    /// Takes an address out of its person; false when it is in none.
    mutating func separate(_ address: Address) -> Bool {
        guard let place = persons.firstIndex(where: { $0.contains(address) }) else { return false }
        persons[place].removeAll { $0 == address }
        if persons[place].count < 2 { persons.remove(at: place) }
        return true
    }

    private func person(with address: Address) -> [Address] {
        persons.first { $0.contains(address) } ?? [address]
    }
}

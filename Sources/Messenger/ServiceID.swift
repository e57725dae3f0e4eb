/// Names one service (one signed-in account) within one messenger, in the order of their registration.
public struct ServiceID: Hashable, Sendable {
    /// The place of the service in ``MessengerState/services``.
    public let index: Int

    /// The service at `index`.
    public init(index: Int) {
        self.index = index
    }
}

/// What a person knows a service by.
public struct ServiceDescription: Hashable, Sendable {
    /// The account's name in the configuration, such as "home".
    public let name: String
    /// One's own address there, such as "alice@example.org".
    public let address: String
    /// The protocol, such as "XMPP".
    public let protocolName: String
    /// What others on this service are told for each status that can be wished for, such as "dnd" for busy: a
    /// service may have fewer words than we. A status without an entry cannot be shown there.
    public let statusWords: [Status: String]
    /// What can be done with its contact list.
    public let abilities: Set<ContactAbility>

    /// A description.
    public init(
        name: String, address: String, protocolName: String, statusWords: [Status: String] = [:],
        abilities: Set<ContactAbility> = []
    ) {
        self.name = name
        self.address = address
        self.protocolName = protocolName
        self.statusWords = statusWords
        self.abilities = abilities
    }
}

/// One run from sign-in to its end. Events of an ended session are dropped by its number.
public struct SessionNumber: Hashable, Sendable, Comparable {
    /// Counts up over all services of a messenger.
    public let number: UInt64

    /// The session of that number.
    public init(number: UInt64) {
        self.number = number
    }

    /// Whether the left session began first.
    public static func < (left: SessionNumber, right: SessionNumber) -> Bool { left.number < right.number }
}

/// Names one contact within one messenger: a service, and the contact's number there.
///
/// A service numbers its contacts 0, 1, 2 ... and keeps a number for the contact's life.
public struct ContactID: Hashable, Sendable {
    /// The service that knows the contact.
    public let service: ServiceID
    /// The contact's number in that service's list.
    public let number: Int32

    /// The contact `number` of `service`.
    public init(service: ServiceID, number: Int32) {
        self.service = service
        self.number = number
    }

    /// Hashed for every presence: in one piece.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(Int64(truncatingIfNeeded: service.index) << 32 ^ Int64(number))
    }
}

/// One entry of a service's contact list. Its texts come from outside: see `DisplayText` before showing them.
public struct Contact: Hashable, Sendable {
    /// The contact's address without a resource, such as "bob@example.org".
    public let address: String
    /// The name given in the contact list; empty when there is none.
    public let name: String
    /// The groups that the contact is in; empty when it is in none.
    public let groups: [String]
    /// Who sees whose presence.
    public let subscription: Subscription
    /// Whether our question to see the contact is unanswered.
    public let isAsking: Bool

    /// Who sees whose presence (RFC 6121 section 2.1.2.5).
    public enum Subscription: Hashable, Sendable {
        /// Nobody the other's.
        case none
        /// We see the contact's.
        case to
        /// The contact sees ours.
        case from
        /// Each the other's.
        case both

        /// Whether the service tells us the contact's presence; without that it stays unknown.
        public var showsPresence: Bool {
            switch self {
            case .to, .both: true
            case .none, .from: false
            }
        }
    }

    /// An entry.
    public init(
        address: String, name: String, groups: [String], subscription: Subscription = .both,
        isAsking: Bool = false
    ) {
        self.address = address
        self.name = name
        self.groups = groups
        self.subscription = subscription
        self.isAsking = isAsking
    }
}

/// One connection of a contact (in XMPP, a resource).
public struct Resource: Hashable, Sendable {
    /// The resource's name, such as "phone"; empty when the service has none.
    public let name: String
    /// The higher, the more this connection stands for the contact. XMPP: -128 to 127.
    public let priority: Int8
    /// The status there.
    public let status: Status
    /// The status text there; empty when there is none.
    public let text: String
    /// Since when nobody has touched that device; nil when that is not told.
    public let idleSince: Moment?

    /// A connection.
    public init(name: String, priority: Int8, status: Status, text: String, idleSince: Moment? = nil) {
        self.name = name
        self.priority = priority
        self.status = status
        self.text = text
        self.idleSince = idleSince
    }
}

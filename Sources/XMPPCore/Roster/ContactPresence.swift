/// One connection of a contact.
public struct ContactResource: Hashable, Sendable {
    /// The connection's name; empty when it has none.
    public let name: String
    /// How much it stands for its owner.
    public let priority: Int8
    /// How available its owner is there.
    public let show: XMPPShow
    /// Zero for none; between the small fields, where it takes no room of its own.
    private let idleStamp: UInt32
    /// The owner's words there; empty when there are none.
    public let status: String

    /// Since when nobody has touched that device (XEP-0319), in seconds since 1970; nil when untold.
    public var idleSince: Int64? { idleStamp == 0 ? nil : Int64(idleStamp) }

    /// A connection. An idle time before 1970 or after 2106 is none.
    public init(name: String, priority: Int8, show: XMPPShow, status: String, idleSince: Int64? = nil) {
        self.name = name
        self.priority = priority
        self.show = show
        self.status = status
        idleStamp = idleSince.flatMap { UInt32(exactly: $0) } ?? 0
    }
}

/// A contact's presence, all connections together.
public struct ContactPresence: Hashable, Sendable {
    /// Whether and how a contact is there.
    public enum Availability: Hashable, Sendable {
        /// The contact's server could not be asked.
        case unknown
        /// Not there.
        case offline
        /// There, as the most important connection has it.
        case online(XMPPShow)
    }

    /// Whether and how the contact is there.
    public let availability: Availability
    /// The most important connection; nil unless online.
    public let leader: ContactResource?
    /// The other connections, the most important first.
    public let others: [ContactResource]
    /// The last words of one who left.
    private let lastWords: String

    /// The words of the most important connection, or the last words of one who left; empty when there are none.
    public var status: String { leader?.status ?? lastWords }

    /// The connections, the most important first; empty unless online.
    public var resources: [ContactResource] { leader.map { [$0] + others } ?? [] }

    /// Since when the availability is so.
    public let since: Since

    /// Since when an availability is so.
    public enum Since: Hashable, Sendable {
        /// It changed just now.
        case now
        /// The server says since when (XEP-0203), in seconds since 1970; by a clock that may be wrong.
        case stamped(Int64)
        /// It has been so for that many seconds; never negative, never more than ten years.
        case ago(Int)
        /// It did not change now, or nobody can tell.
        case unknown
    }

    /// The presence of one who is not there.
    init(_ availability: Availability, lastWords: String = "", since: Since = .now) {
        self.availability = availability
        self.lastWords = lastWords
        leader = nil
        others = []
        self.since = since
    }

    /// The presence of one who is there, by these connections.
    init(leader: ContactResource, others: [ContactResource], since: Since = .now) {
        availability = .online(leader.show)
        lastWords = ""
        self.leader = leader
        self.others = others
        self.since = since
    }
}

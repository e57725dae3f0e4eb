/// Whether and how a contact is present.
///
/// It is one reference, for it is kept for every contact, and handed on half a dozen times for every word of a server.
public struct Presence: Hashable, Sendable {
    private let content: Content

    private final class Content: Sendable {
        let status: Status
        let identity: Identity
        let text: String
        /// In place, since most contacts have one connection.
        let leader: Resource?
        let others: [Resource]

        init(status: Status, text: String, leader: Resource?, others: [Resource], identity: Identity) {
            self.status = status
            self.identity = identity
            self.text = text
            self.leader = leader
            self.others = others
        }
    }

    /// Whether an address stands for the person that one thinks.
    public enum Identity: Hashable, Sendable {
        /// The service gives each address to one person only.
        case address
        /// Anyone can take the address, and the service has not said who has.
        case unknown
        /// Anyone can take the address, and whoever has it has proved nothing.
        case unverified
        /// Whoever has the address has proved this account.
        case verified(account: String)
    }

    /// Nothing known.
    public static let unknown = Presence(status: .unknown)
    /// Not connected.
    public static let offline = Presence(status: .offline)

    /// A presence.
    public init(
        status: Status, text: String = "", resources: [Resource] = [], identity: Identity = .address
    ) {
        content = Content(
            status: status, text: text, leader: resources.first, others: Array(resources.dropFirst()),
            identity: identity)
    }

    /// The presence of an account with this connection before all others: it is as that one is.
    public init(leader: Resource, others: [Resource]) {
        content = Content(
            status: leader.status, text: leader.text, leader: leader, others: others, identity: .address)
    }

    /// The status that stands for all resources; ``Status/unknown`` when the service has not told.
    public var status: Status { content.status }

    /// The status text; empty when there is none. An offline contact may have one too (their last words).
    public var text: String { content.text }

    /// The connections, the most important first; empty unless the contact is online.
    public var resources: [Resource] { content.leader.map { [$0] + content.others } ?? [] }

    /// Whether the address stands for the person.
    public var identity: Identity { content.identity }

    /// Whether both say the same.
    public static func == (left: Presence, right: Presence) -> Bool {
        let (a, b) = (left.content, right.content)
        if a === b { return true }
        return a.status == b.status && a.text == b.text && a.leader == b.leader && a.others == b.others
            && a.identity == b.identity
    }

    /// Hashes what it says.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(content.status)
        hasher.combine(content.text)
        hasher.combine(content.leader)
        hasher.combine(content.others)
        hasher.combine(content.identity)
    }
}

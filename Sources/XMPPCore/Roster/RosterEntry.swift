/// One contact of the list.
public struct RosterEntry: Hashable, Sendable {
    /// The contact's address, without a resource.
    public let address: JID
    /// The name given by the person; empty when there is none.
    public let name: String
    /// The groups that the contact is in.
    public let groups: [String]
    /// Who sees whose presence; never ``RosterItem/Subscription-swift.enum/remove``.
    public let subscription: RosterItem.Subscription
    /// Whether a request for a subscription of ours is unanswered.
    public let isAsking: Bool

    /// An entry.
    public init(
        address: JID, name: String, groups: [String], subscription: RosterItem.Subscription, isAsking: Bool
    ) {
        self.address = address
        self.name = name
        self.groups = groups
        self.subscription = subscription
        self.isAsking = isAsking
    }
}

/// What a person chose for the contact list, to be kept between runs.
public struct Preferences: Hashable, Sendable {
    /// Whether contacts who are offline are in the list.
    public enum OfflineContacts: Hashable, Sendable {
        /// They are.
        case shown
        /// They are not.
        case hidden
    }

    /// The order of contacts within a group.
    public enum Order: Hashable, Sendable {
        /// Who is present first, then by name.
        case presence
        /// By name only.
        case name
    }

    /// Whether contacts who are offline are in the list.
    public var offlineContacts: OfflineContacts
    /// The order of contacts within a group.
    public var order: Order
    /// The names of the groups that are folded.
    public var foldedGroups: Set<String>

    /// Choices; without any: everybody is shown, the present ones first.
    public init(
        offlineContacts: OfflineContacts = .shown, order: Order = .presence, foldedGroups: Set<String> = []
    ) {
        self.offlineContacts = offlineContacts
        self.order = order
        self.foldedGroups = foldedGroups
    }
}

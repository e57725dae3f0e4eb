/// What one may want to be told beside the contact list and presence.
public enum XMPPInterest: Hashable, Sendable {
    /// What contacts tell of themselves about this. One's presence says that one wants it.
    case personal(PersonalTopic)
    /// The blocked addresses.
    case blockList

    /// Everything.
    public static let all = Set(PersonalTopic.allCases.map { XMPPInterest.personal($0) } + [.blockList])
}

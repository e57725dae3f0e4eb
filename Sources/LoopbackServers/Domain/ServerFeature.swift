/// What a server can do beyond the core of the protocol.
public enum ServerFeature: Hashable, Sendable, CaseIterable {
    /// Lists with a version (RFC 6121 section 2.6).
    case rosterVersions
    /// Blocking (XEP-0191).
    case blocking
    /// Last activity (XEP-0012).
    case lastActivity
    /// Invisibility (XEP-0186).
    case invisibility
    /// Nicknames, moods, activities, tunes and avatars of contacts (XEP-0163).
    case personalEvents
    /// Copies of messages (XEP-0280), which a presence client does not want.
    case carbons
    /// Sessions that survive their connection (XEP-0198).
    case streamManagement
    /// Clients that say whether somebody looks (XEP-0352).
    case clientState
    /// Signing in with few round trips (XEP-0388, XEP-0386).
    case sasl2

    /// The list of channel bindings that are taken (XEP-0440), if there are any.
    case channelBindingList

    /// What concerns contacts, as every server of today does it.
    public static let ofContacts: Set<ServerFeature> = [
        .rosterVersions, .blocking, .lastActivity, .invisibility, .personalEvents, .carbons,
        .channelBindingList,
    ]
    /// Everything.
    public static let all = Set(allCases)
}

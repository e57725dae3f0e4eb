/// What a stream consists of, in the order of its bytes.
public enum StreamItem: Sendable {
    /// The opening tag.
    case opened(StreamHeader)
    /// A whole first-level element other than a presence stanza. The roster's items are left out of it.
    case element(XMLElement)
    /// A whole presence stanza.
    case presence(PresenceStanza)
    /// One `<item/>` of an `<iq/>` with a roster query; the `<iq/>` itself follows as an element.
    case rosterItem(RosterItem)
    /// The address in one `<item/>` of an `<iq/>` with a block list (XEP-0191), unprepared; the `<iq/>` itself follows as
    /// an element.
    case blockedItem(String)
    /// The closing tag.
    case closed
}

/// The opening tag of a stream (RFC 6120 section 4.7).
public struct StreamHeader: Hashable, Sendable {
    /// Who opens it; nil when not told.
    public let from: String?
    /// For whom; nil when not told.
    public let to: String?
    /// The stream's name at the server; nil when not told.
    public let id: String?
    /// The protocol's version, such as "1.0"; nil when not told.
    public let version: String?
    /// The default language of the texts; nil when not told.
    public let language: String?
    /// The default namespace, that of the stanzas; empty when there is none.
    public let namespace: String
}

/// The used parts of a presence stanza (RFC 6121 section 4.7).
public struct PresenceStanza: Hashable, Sendable {
    /// The sender's address as it came, unprepared; empty when there was none or it was longer than an address
    /// can be.
    public let from: [UInt8]
    /// What the stanza says.
    public let kind: Kind
    /// How available the sender is.
    public let show: XMPPShow
    /// The sender's own words: UTF-8, at most 1,024 bytes; empty when there are none.
    public let status: [UInt8]
    /// How much this resource stands for its owner; 0 when absent or not a number from -128 to 127.
    public let priority: Int8
    /// When it was sent, if it was held back on the way (XEP-0203): seconds since 1970.
    public let stamp: Int64?
    /// Since when nobody has touched the sender's device (XEP-0319): seconds since 1970.
    public let idleSince: Int64?
    /// What a sender who asks for a subscription wants to be called (XEP-0172): UTF-8, at most 256 bytes; empty when
    /// untold.
    public let nickname: [UInt8]

    /// What a presence stanza says (RFC 6121 section 4.7.1).
    public enum Kind: Hashable, Sendable {
        /// The sender is available.
        case available
        /// The sender is no longer available.
        case unavailable
        /// An earlier presence of ours could not be delivered.
        case error
        /// Asks for, or answers, a subscription, or asks for our presence.
        case subscription(Subscription)
        /// A type that does not exist.
        case unknown
    }

    /// What is said about who sees whose presence (RFC 6121 section 3 and 4.3).
    public enum Subscription: String, Hashable, Sendable, CaseIterable {
        /// The sender wants to see ours.
        case subscribe
        /// We may see the sender's.
        case subscribed
        /// The sender does not want to see ours any more.
        case unsubscribe
        /// We may not see the sender's, or no longer.
        case unsubscribed
        /// The sender's server wants to know ours; our server answers it.
        case probe
    }
}

/// How available someone is (RFC 6121 section 4.7.2.1), the most available first.
public enum XMPPShow: UInt8, Hashable, Sendable {
    /// Likes to talk.
    case chat
    /// Available, nothing special.
    case available
    /// Away for a while.
    case away
    /// Does not want to be disturbed.
    case dnd
    /// Away for long.
    case xa
}

/// One entry of the contact list as it came (RFC 6121 section 2.1.2).
public struct RosterItem: Hashable, Sendable {
    /// The contact's address, unprepared; empty when there was none.
    public let address: String
    /// The name given by the person; empty when there is none. At most 1,024 bytes.
    public let name: String
    /// The groups, each at most 1,024 bytes, at most 64 of them.
    public let groups: [String]
    /// Who sees whose presence.
    public let subscription: Subscription
    /// Whether a request for a subscription of ours is unanswered.
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
        /// The entry is to be deleted.
        case remove
    }

    /// An entry.
    public init(address: String, name: String, groups: [String], subscription: Subscription, isAsking: Bool) {
        self.address = address
        self.name = name
        self.groups = groups
        self.subscription = subscription
        self.isAsking = isAsking
    }
}

public import SASL

/// What a session needs to know from the beginning.
public struct XMPPSessionConfiguration: Sendable {
    /// How the connection is protected.
    public enum Security: Hashable, Sendable {
        /// TLS is asked for inside the stream (RFC 6120 section 5) and required.
        case startTLS
        /// TLS comes before the stream (XEP-0368).
        case directTLS
        /// None. For connections to this very machine only.
        case none
    }

    /// The account: an address without a resource.
    public let address: JID
    /// The name to ask for this connection. Best random: it is told to contacts.
    public let resource: String
    /// How the connection is protected.
    public let security: Security
    /// The strongest mechanism by which the account was proved before, below which nothing is sent.
    public let floor: SASLMechanism?
    /// What contacts see after sign-in; nil to stay invisible.
    public let presence: XMPPPresence?
    /// The contact list as it was in an earlier session; nil when that is not known.
    public internal(set) var knownRoster: XMPPKnownRoster?
    /// What the server offered at an earlier sign-in; nil when that is not known.
    public let customs: XMPPServerCustoms?
    /// What this client is called among the account's clients: a UUID that stays the same, told to the server alone
    /// (XEP-0388 section 2.2); nil for no name.
    public let clientID: String?
    /// What one wants to be told beside the contact list and presence.
    public let interests: Set<XMPPInterest>
    /// Gives the id of each request. Must be hard to guess: 128 random bits (a forged reply must fit it).
    public let nextID: @Sendable () -> String

    /// A session's configuration. A resource in `address` is left out.
    public init(
        address: JID, resource: String, security: Security, floor: SASLMechanism? = nil,
        presence: XMPPPresence?, interests: Set<XMPPInterest> = [],
        knownRoster: XMPPKnownRoster? = nil, customs: XMPPServerCustoms? = nil,
        clientID: String? = nil,
        nextID: @escaping @Sendable () -> String
    ) {
        self.address = address.bare
        self.resource = resource
        self.security = security
        self.floor = floor
        self.presence = presence
        self.knownRoster = knownRoster
        self.customs = customs
        self.clientID = clientID
        self.interests = interests
        self.nextID = nextID
    }
}

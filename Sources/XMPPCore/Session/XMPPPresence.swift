/// What one tells one's contacts (RFC 6121 section 4.7.2).
public struct XMPPPresence: Hashable, Sendable {
    /// How available one is.
    public let show: XMPPShow
    /// One's own words; empty for none.
    public let status: String
    /// How much this connection stands for its owner.
    public let priority: Int8
    /// Since when nobody has touched a key (XEP-0319), in seconds since 1970; nil when others are not to know.
    public let idleSince: Int64?

    /// A presence.
    public init(
        show: XMPPShow = .available, status: String = "", priority: Int8 = 0, idleSince: Int64? = nil
    ) {
        self.show = show
        self.status = status
        self.priority = priority
        self.idleSince = idleSince
    }

    /// Whether contacts who were told the other learn nothing from this one. Whoever works out the idle time anew may
    /// come to another second.
    func saysTheSame(as other: XMPPPresence) -> Bool {
        guard show == other.show, priority == other.priority, sameBytes(status, other.status) else {
            return false
        }
        guard let since = idleSince, let before = other.idleSince else { return idleSince == other.idleSince }
        let (apart, overflow) = since.subtractingReportingOverflow(before)
        return !overflow && (-2...2).contains(apart)
    }

    /// The stanza that tells it, with what the client can do; nil tells that one is no longer available.
    static func stanza(_ presence: XMPPPresence?, _ capabilities: EntityCapabilities? = nil) -> XMLElement {
        var children: [XMLElement] = []
        if let word = presence?.show.word {
            children.append(XMLElement("show", namespace: XMLNamespace.client, text: word))
        }
        if let status = presence?.status, !status.isEmpty {
            children.append(XMLElement("status", namespace: XMLNamespace.client, text: status))
        }
        if let priority = presence?.priority, priority != 0 {
            children.append(XMLElement("priority", namespace: XMLNamespace.client, text: String(priority)))
        }
        if let since = presence?.idleSince, let text = DateTimeProfile.text(since) {
            children.append(
                XMLElement("idle", namespace: XMLNamespace.idle, attributes: ["since": text]))
        }
        if presence != nil, let capabilities { children.append(capabilities.hint) }
        var stanza = XMLElement("presence", namespace: XMLNamespace.client, children: children)
        stanza.set("type", presence == nil ? "unavailable" : nil)
        return stanza
    }
}

extension XMPPShow {
    /// The word in a `<show/>`; nil for plain availability, which has none.
    public var word: String? {
        switch self {
        case .chat: "chat"
        case .available: nil
        case .away: "away"
        case .dnd: "dnd"
        case .xa: "xa"
        }
    }
}

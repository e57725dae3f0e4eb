/// What one tells one's contacts (RFC 6121 section 4.7.2).
public struct XMPPPresence: Hashable, Sendable {
    /// How available one is.
    public let show: XMPPShow
    /// One's own words; empty for none.
    public let status: String
    /// How much this connection stands for its owner.
    public let priority: Int8

    /// A presence.
    public init(show: XMPPShow = .available, status: String = "", priority: Int8 = 0) {
        self.show = show
        self.status = status
        self.priority = priority
    }

    /// The stanza that tells it; nil tells that one is no longer available.
    static func stanza(_ presence: XMPPPresence?) -> XMLElement {
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

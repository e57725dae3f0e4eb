import XMPPCore

/// What a domain keeps of an account, whoever is connected.
struct DomainAccount {
    /// The contact list.
    var roster = Roster()
    /// Requests for the owner's presence that are unanswered, the oldest first, as they came.
    var requests: [SubscriptionRequest] = []
    /// Whose stanzas are not wanted (XEP-0191): accounts, connections or whole domains.
    var blocked: [JID] = []
    /// What was published last, by node (XEP-0163).
    var events: [LoopbackEvent] = []
    /// When the last connection went; nil before any.
    var lastLeft: LastLeft?

    /// When somebody was there last, and with which words.
    struct LastLeft: Hashable {
        /// Seconds of the clock that the domain was told.
        let moment: Int64
        let words: String
    }

    /// Whether stanzas from there are not wanted (XEP-0191 section 4).
    func blocks(_ sender: JID) -> Bool {
        guard !blocked.isEmpty else { return false }
        return blocked.contains(sender) || blocked.contains(sender.bare)
            || blocked.contains { $0.local.isEmpty && $0.domain.utf8.elementsEqual(sender.domain.utf8) }
    }
}

/// Somebody who asks to see an account's presence (RFC 6121 section 3.1.3).
struct SubscriptionRequest: Hashable {
    let contact: JID
    let stanza: XMLElement
}

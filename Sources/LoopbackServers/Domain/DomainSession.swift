import XMPPCore

/// A session's name in its domain; it outlives connections.
struct SessionID: Hashable, Comparable {
    let number: Int

    static func < (left: SessionID, right: SessionID) -> Bool { left.number < right.number }
}

/// A bound client as its domain sees it.
struct DomainSession {
    /// Whether others see it.
    enum Visibility {
        /// It has sent no presence yet, or has taken it back.
        case silent
        /// It is available with this presence, which names no receiver.
        case available(XMLElement)
    }

    /// What a session wants to be told of.
    enum Interest: Hashable {
        /// Changes of the contact list: it has asked for the list (RFC 6121 section 2.2).
        case roster
        /// Changes of the block list: it has asked for that (XEP-0191 section 3.3).
        case blockList
        /// This node's events (XEP-0163 section 4.3.2).
        case node(String)
    }

    /// The account's address.
    let account: JID
    /// The connection's address.
    let full: JID
    var visibility = Visibility.silent
    var interests: Set<Interest> = []
    /// Whether its presence is kept from its contacts (XEP-0186).
    var mode = Mode.visible
    /// To whom it has shown itself by a presence of their own (RFC 6121 section 4.6).
    var shownTo: [JID] = []
    /// The presence capabilities that were asked about last (XEP-0115).
    var capabilities = ""

    /// Whether presence is broadcast.
    enum Mode {
        case visible
        case invisible
    }

    /// What contacts are told; nil for nothing.
    var shown: XMLElement? {
        switch (mode, visibility) {
        case (.visible, .available(let presence)): presence
        case (.visible, .silent), (.invisible, _): nil
        }
    }

    /// Whether it gets what is for available connections.
    var isAvailable: Bool {
        switch (mode, visibility) {
        case (_, .available), (.invisible, _): true
        case (.visible, .silent): false
        }
    }
}

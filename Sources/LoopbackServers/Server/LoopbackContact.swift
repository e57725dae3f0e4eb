public import XMPPCore

/// Somebody whom a loopback server plays, and the entry that every account has of this person at first.
public struct LoopbackContact: Hashable, Sendable {
    /// The address without a resource.
    public let address: String
    /// The name; empty for none.
    public let name: String
    /// The groups.
    public let groups: [String]
    /// The connections, by the name of the resource.
    public var resources: [LoopbackResource] = []
    /// Who sees whose presence, from an account's side; nil when this person is in no list at first.
    public var relation: Relation? = .both
    /// What this person does with a request to see their presence.
    public var answer = RequestAnswer.ignores
    /// What this person has published (XEP-0163).
    public var events: [LoopbackEvent] = []
    /// How many seconds ago the person was there last, with the words then (XEP-0012); nil when the server does not
    /// know. Of no meaning while the person is there.
    public var lastLeft: LastLeft?

    /// When somebody was there last.
    public struct LastLeft: Hashable, Sendable {
        /// Seconds before now.
        public let seconds: Int64
        /// The words of the last presence; empty for none.
        public let words: String

        /// A departure.
        public init(seconds: Int64, words: String = "") {
            self.seconds = seconds
            self.words = words
        }
    }

    /// A contact, not connected.
    public init(address: String, name: String, groups: [String]) {
        self.address = address
        self.name = name
        self.groups = groups
    }
}

/// One connection of a contact.
public struct LoopbackResource: Hashable, Sendable {
    /// The resource's name, such as "phone".
    public let name: String
    /// How available the contact is there.
    public let show: XMPPShow
    /// The contact's words; empty for none.
    public let text: String
    /// The higher, the more this connection stands for the contact.
    public let priority: Int8
    /// Since when nobody has touched it, as XEP-0082 writes it (XEP-0319); nil when that is not told.
    public var idleSince: String?

    /// A connection.
    public init(
        name: String, show: XMPPShow = .available, text: String = "", priority: Int8 = 0,
        idleSince: String? = nil
    ) {
        self.name = name
        self.show = show
        self.text = text
        self.priority = priority
        self.idleSince = idleSince
    }
}

/// What somebody does who is asked for their presence (RFC 6121 section 3.1.4).
public enum RequestAnswer: Hashable, Sendable {
    /// Nothing, for ever.
    case ignores
    /// Says yes after this long.
    case accepts(after: Duration)
    /// Says no after this long.
    case refuses(after: Duration)
}

/// What one contact does.
public enum ContactChange: Hashable, Sendable {
    /// Connects, or says something new from a connection.
    case present(LoopbackResource)
    /// Ends the connection of this resource, with these last words.
    case absent(resource: String, text: String)
}

extension LoopbackContact {
    /// The person's entry in every account's list at first.
    var record: RosterRecord? {
        relation.map { RosterRecord(address: address, name: name, groups: groups, relation: $0) }
    }

    /// Takes the change into account.
    public mutating func apply(_ change: ContactChange) {
        switch change {
        case .present(let resource):
            let place = resources.firstIndex { $0.name.utf8.elementsEqual(resource.name.utf8) }
            if let place { resources[place] = resource } else { resources.append(resource) }
        case .absent(let name, _):
            resources.removeAll { $0.name.utf8.elementsEqual(name.utf8) }
        }
    }
}

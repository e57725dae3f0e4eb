/// Who sees whose presence, from the side of the one whose list it is (RFC 6121 section 2.1.2.5).
public enum Relation: String, Hashable, Sendable, CaseIterable {
    /// Nobody the other's.
    case none
    /// The owner of the list sees the contact's.
    case to
    /// The contact sees the owner's.
    case from
    /// Each the other's.
    case both

    /// Whether the owner of the list sees the contact's presence.
    public var seesContact: Bool {
        switch self {
        case .to, .both: true
        case .none, .from: false
        }
    }

    /// Whether the contact sees the presence of the list's owner.
    public var isSeen: Bool {
        switch self {
        case .from, .both: true
        case .none, .to: false
        }
    }

    private init(seesContact: Bool, isSeen: Bool) {
        self = seesContact ? (isSeen ? .both : .to) : (isSeen ? .from : .none)
    }

    /// This with a change on one side.
    func with(_ change: Change) -> Relation {
        switch change {
        case .seesContact(let sees): Relation(seesContact: sees, isSeen: isSeen)
        case .isSeen(let isSeen): Relation(seesContact: seesContact, isSeen: isSeen)
        }
    }

    /// What changes on one side.
    enum Change: Hashable {
        /// Whether the owner of the list sees the contact's presence.
        case seesContact(Bool)
        /// Whether the contact sees that of the list's owner.
        case isSeen(Bool)
    }
}

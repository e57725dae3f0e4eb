import XMPPCore

/// In whose name a stanza comes that may be somebody else's.
public enum ForgedSender: Hashable, Sendable, CaseIterable {
    /// In nobody's: as from the client's own server.
    case nobody
    /// In that of the client's account.
    case ownAccount
    /// In that of the client's own connection.
    case ownConnection
    /// In that of another connection of the account.
    case otherConnection
    /// In that of the client's domain.
    case ownDomain
    /// In that of the first contact.
    case contact
    /// In that of somebody unknown.
    case stranger

    /// The address, as the client at `receiver` gets it; nil for none.
    func address(for receiver: JID, contact: String?) -> String? {
        switch self {
        case .nobody: nil
        case .ownAccount: receiver.bare.description
        case .ownConnection: receiver.description
        case .otherConnection: "\(receiver.bare)/elsewhere"
        case .ownDomain: receiver.domain
        case .contact: contact ?? "nobody@\(receiver.domain)"
        case .stranger: "mallory@elsewhere.test/trap"
        }
    }
}

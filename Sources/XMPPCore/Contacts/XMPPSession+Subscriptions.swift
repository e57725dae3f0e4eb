/// Requests of others to see our presence. Nothing here is ever answered but by a person (RFC 6121 section 3).
extension XMPPSession {
    /// A presence stanza came that is about who sees whom.
    mutating func handle(_ word: PresenceStanza.Subscription, _ stanza: PresenceStanza) {
        guard let sender = JID(utf8: stanza.from[...])?.bare, sender != own else { return }
        switch word {
        case .subscribe: asked(sender, stanza)
        // RFC 6121 section 3.3: whoever withdraws the question needs no answer.
        case .unsubscribe: endAsking(sender)
        // Entries of the list tell what follows; probes are the server's to answer.
        case .subscribed, .unsubscribed, .probe: break
        }
    }

    /// Told once for each address, however often it asks. Whoever sees us already was let in before (section 3.1.3).
    private mutating func asked(_ sender: JID, _ stanza: PresenceStanza) {
        guard !contacts.seesUs(sender), !standing.asking.contains(sender) else { return }
        let request = XMPPSubscriptionRequest(
            address: sender, nickname: String(decoding: stanza.nickname, as: UTF8.self),
            text: String(decoding: stanza.status, as: UTF8.self))
        guard standing.asking.add(request) else { return }
        report(.subscriptionAsked(request))
    }

    mutating func endAsking(_ sender: JID) {
        guard standing.asking.remove(sender) else { return }
        report(.subscriptionAskEnded(sender))
    }

    mutating func answerAsking(
        _ text: String, _ type: String, for request: XMPPContactRequest
    ) throws(XMPPRefusal) {
        // Whoever has asked has an address that can be answered, were it a server's.
        let address = try ContactTexts.address(text).bare
        guard standing.asking.contains(address) else { throw .hasNotAsked }
        try tell(type, address, for: request)
        endAsking(address)
    }
}

/// Who asks to see our presence and has got no answer, the oldest first.
struct AskingAddresses {
    /// More than a person ever looks through: of further ones nothing is kept and nothing told, however many there are.
    /// They may ask again.
    static let limit = 1000

    private(set) var all: [XMPPSubscriptionRequest] = []
    private var addresses: Set<JID> = []

    func contains(_ address: JID) -> Bool { addresses.contains(address) }

    /// Whether there was room for it.
    mutating func add(_ request: XMPPSubscriptionRequest) -> Bool {
        guard all.count < Self.limit, addresses.insert(request.address).inserted else { return false }
        all.append(request)
        return true
    }

    /// Whether it was there.
    mutating func remove(_ address: JID) -> Bool {
        guard addresses.remove(address) != nil else { return false }
        all.removeAll { $0.address == address }
        return true
    }
}

/// Somebody who asks to see our presence. The texts are the asker's.
public struct XMPPSubscriptionRequest: Hashable, Sendable {
    /// Who asks, without a resource.
    public let address: JID
    /// What the asker wants to be called (XEP-0172); empty when untold. At most 256 bytes.
    public let nickname: String
    /// The asker's words; empty when there are none. At most 1,024 bytes.
    public let text: String

    /// A request.
    public init(address: JID, nickname: String, text: String) {
        self.address = address
        self.nickname = nickname
        self.text = text
    }
}

import XMPPCore

/// What a domain wants done, in this order.
enum DomainOrder: Hashable {
    /// Send these stanzas to a session.
    case deliver(to: SessionID, [[UInt8]])
    /// Let the person at this address answer the account's request after a while.
    case answer(by: JID, to: JID, RequestAnswer)
    /// Somebody whom the server plays has got a stanza.
    case heard(by: JID, XMLElement)
}

import XMPPCore

/// How a stanza is wrapped that is said to be another's.
public enum ForwardedStanza: Hashable, Sendable, CaseIterable {
    /// As the copy of what another connection got (XEP-0280 section 6).
    case received
    /// As the copy of what another connection sent (XEP-0280 section 7).
    case sent
    /// As it is (XEP-0297).
    case alone

    /// The message with the stanza in it.
    func message(_ stanza: XMLElement, from sender: String?, to receiver: String) -> XMLElement {
        let forwarded = XMLElement("forwarded", namespace: "urn:xmpp:forward:0", children: [stanza])
        let inner: XMLElement =
            switch self {
            case .received:
                XMLElement("received", namespace: ExtensionNamespace.carbons, children: [forwarded])
            case .sent: XMLElement("sent", namespace: ExtensionNamespace.carbons, children: [forwarded])
            case .alone: forwarded
            }
        var message = XMLElement("message", namespace: XMLNamespace.client, children: [inner])
        message.set("from", sender)
        message.set("to", receiver)
        return message
    }
}

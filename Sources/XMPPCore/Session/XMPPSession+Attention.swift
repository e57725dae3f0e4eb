/// Telling the server whether anybody may be looking (XEP-0352), so that it may hold back what nobody sees.
extension XMPPSession {
    /// Somebody looks again, or nobody can any more.
    public mutating func attentionChanged(_ attention: XMPPAttention) -> [XMPPOrder] {
        guard attention != self.attention else { return [] }
        self.attention = attention
        if case .online = phase { writeAttention() }
        return takeOrders()
    }

    /// XEP-0352 section 5: a server takes every stream to be looked at until it hears otherwise.
    mutating func tellAttention() {
        if attention != .looking { writeAttention() }
    }

    private mutating func writeAttention() {
        guard customs.offers.contains(.clientState) else { return }
        write(XMLElement(attention.rawValue, namespace: XMLNamespace.clientState))
    }
}

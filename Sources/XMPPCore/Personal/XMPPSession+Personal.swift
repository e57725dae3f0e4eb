/// What contacts tell of themselves: personal events (XEP-0163).
extension XMPPSession {
    /// A message came. Messages are not for a presence client, and what is forwarded in one is nobody's word (XEP-0280,
    /// XEP-0297): of a message the reader keeps nothing but an event that stands directly in it.
    mutating func handleMessage(_ message: XMLElement) {
        guard case .online = phase, standing.visibility.hearsContacts, !isError(message),
            let event = message.child("event", XMLNamespace.pubsubEvent),
            let number = personalSender(message["from"])
        else { return }
        for change in event.children where sameBytes(change.namespace, XMLNamespace.pubsubEvent) {
            take(change, of: number)
        }
    }

    private func isError(_ message: XMLElement) -> Bool {
        message["type"].map { sameBytes($0, "error") } ?? false
    }

    /// XEP-0163 section 4.3: an account's events come from its address without a resource, and from nobody else.
    private func personalSender(_ from: String?) -> Int32? {
        guard let from, let sender = JID(from), sender.isBare else { return nil }
        return contacts.listed(sender.utf8[...])
    }

    private mutating func take(_ change: XMLElement, of number: Int32) {
        guard let node = change["node"],
            let topic = PersonalTopic.allCases.first(where: { sameBytes($0.rawValue, node) }),
            configuration.interests.contains(.personal(topic)), let words = Self.words(topic, change),
            let details = standing.details.set(topic, words, of: number)
        else { return }
        report(.details(number: number, details))
    }

    /// What a change of a node (XEP-0060 section 7) says; nil when that is nothing.
    private static func words(_ topic: PersonalTopic, _ change: XMLElement) -> String? {
        if sameBytes(change.name, "purge") || sameBytes(change.name, "delete") { return "" }
        guard sameBytes(change.name, "items") else { return nil }
        if change.child("retract", XMLNamespace.pubsubEvent) != nil { return "" }
        let item = change.child("item", XMLNamespace.pubsubEvent)
        guard let payload = item?.child(PersonalWords.name(topic), topic.rawValue) else { return nil }
        return PersonalWords.words(topic, payload)
    }
}

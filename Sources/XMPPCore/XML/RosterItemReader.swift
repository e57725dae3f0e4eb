/// Reads the items of a roster from the parser's callbacks: a roster is one stanza, however long.
struct RosterItemReader {
    private static let textLimit = 1024
    private static let groupLimit = 64

    private var address = ""
    private var name = ""
    private var groups: [String] = []
    private var subscription = RosterItem.Subscription.none
    private var isAsking = false
    private var group: CappedBytes?
    private var sets = GroupSets()

    mutating func start(_ attributes: ExpatAttributes) {
        let sets = sets
        self = RosterItemReader()
        self.sets = sets
        for (attribute, value) in attributes {
            if attribute.equals("jid") {
                address = String(cString: value)
            } else if attribute.equals("name") {
                name = String(cString: value).cut(toBytes: Self.textLimit)
            } else if attribute.equals("subscription") {
                subscription = Self.subscription(ExpatName(value))
            } else if attribute.equals("ask") {
                isAsking = ExpatName(value).equals("subscribe")
            }
        }
    }

    mutating func startChild(_ name: ExpatName) {
        if name.equals("jabber:iq:roster\ngroup"), groups.count < Self.groupLimit {
            group = CappedBytes(limit: Self.textLimit)
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        group?.append(bytes)
    }

    mutating func endChild() {
        if let name = group?.text, !name.isEmpty { groups.append(name) }
        group = nil
    }

    /// The item that has ended.
    mutating func take() -> RosterItem {
        RosterItem(
            address: address, name: name, groups: sets.shared(groups), subscription: subscription,
            isAsking: isAsking)
    }

    /// An unknown word counts as no subscription (RFC 6121 section 2.1.2.5).
    private static func subscription(_ value: ExpatName) -> RosterItem.Subscription {
        if value.equals("both") { return .both }
        if value.equals("to") { return .to }
        if value.equals("from") { return .from }
        if value.equals("remove") { return .remove }
        return .none
    }
}

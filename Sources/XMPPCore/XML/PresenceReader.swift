import Glibc

/// Reads presence stanzas from the parser's callbacks without a tree: contacts' presence is most of what arrives.
///
/// The buffers are used again for the next stanza unless somebody kept the last one.
struct PresenceReader {
    /// The longest address: three parts of 1,023 bytes and two separators (RFC 7622 section 3.1).
    static let addressLimit = 3 * 1023 + 2

    private var from: [UInt8] = []
    private var kind = PresenceStanza.Kind.available
    private var show = XMPPShow.available
    private var status = CappedBytes(limit: 1024)
    private var field: Field = []
    private var seen: Field = []
    private var short = CappedBytes(limit: 16)
    private var priority: Int8 = 0
    private var stamp: Int64?
    private var idleSince: Int64?
    private var nickname = CappedBytes(limit: 256)

    private struct Field: OptionSet {
        let rawValue: UInt8
        static let show = Field(rawValue: 1)
        static let status = Field(rawValue: 2)
        static let priority = Field(rawValue: 4)
        static let delay = Field(rawValue: 8)
        static let idle = Field(rawValue: 16)
        static let nickname = Field(rawValue: 32)
    }

    mutating func start(_ attributes: ExpatAttributes) {
        from.removeAll(keepingCapacity: true)
        kind = .available
        show = .available
        status.clear()
        field = []
        seen = []
        priority = 0
        stamp = nil
        idleSince = nil
        for (name, value) in attributes {
            if name.equals("from") {
                keepSender(value)
            } else if name.equals("type") {
                kind = Self.kind(ExpatName(value))
            }
        }
        if case .subscription = kind { nickname.clear() }
    }

    /// A child of the stanza begins. Of several of one kind the first counts.
    mutating func startChild(_ name: ExpatName, _ attributes: ExpatAttributes) {
        let child = Self.field(name)
        guard seen.isDisjoint(with: child), !child.isEmpty else { return }
        seen.formUnion(child)
        field = child
        short.clear()
        if child == .delay { stamp = Self.moment("stamp", attributes) }
        if child == .idle { idleSince = Self.moment("since", attributes) }
    }

    private static func field(_ name: ExpatName) -> Field {
        if name.equals("jabber:client\nshow") { return .show }
        if name.equals("jabber:client\nstatus") { return .status }
        if name.equals("jabber:client\npriority") { return .priority }
        if name.equals("urn:xmpp:delay\ndelay") { return .delay }
        if name.equals("urn:xmpp:idle:1\nidle") { return .idle }
        if name.equals("http://jabber.org/protocol/nick\nnick") { return .nickname }
        return []
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if field == .status {
            status.append(bytes)
        } else if field == .nickname {
            if case .subscription = kind { nickname.append(bytes) }
        } else if !field.isEmpty {
            short.append(bytes)
        }
    }

    mutating func endChild() {
        if field == .show {
            show = Self.show(short.bytes)
        } else if field == .priority {
            priority = DecimalDigits.signed(short.bytes).flatMap { Int8(exactly: $0) } ?? 0
        }
        field = []
    }

    var stanza: PresenceStanza {
        PresenceStanza(
            from: from, kind: kind, show: show, status: status.whole, priority: priority,
            stamp: stamp, idleSince: idleSince, nickname: wantedNickname)
    }

    private var wantedNickname: [UInt8] {
        if case .subscription = kind { nickname.whole } else { [] }
    }

    private mutating func keepSender(_ value: UnsafePointer<CChar>) {
        let bytes = ExpatName(value).bytes
        if bytes.count <= Self.addressLimit { from.append(contentsOf: bytes) }
    }

    private static func kind(_ type: ExpatName) -> PresenceStanza.Kind {
        if type.equals("unavailable") { return .unavailable }
        if type.equals("error") { return .error }
        for (name, word) in subscriptions where type.equals(name) { return .subscription(word) }
        return .unknown
    }

    private static let subscriptions: [(StaticString, PresenceStanza.Subscription)] = [
        ("subscribe", .subscribe), ("subscribed", .subscribed), ("unsubscribe", .unsubscribe),
        ("unsubscribed", .unsubscribed), ("probe", .probe),
    ]

    private static func moment(_ attribute: StaticString, _ attributes: ExpatAttributes) -> Int64? {
        for (name, value) in attributes where name.equals(attribute) {
            return DateTimeProfile.seconds(Array(ExpatName(value).bytes.prefix(64)))
        }
        return nil
    }

    private static func show(_ bytes: [UInt8]) -> XMPPShow {
        if bytes.elementsEqual("away".utf8) { return .away }
        if bytes.elementsEqual("dnd".utf8) { return .dnd }
        if bytes.elementsEqual("xa".utf8) { return .xa }
        if bytes.elementsEqual("chat".utf8) { return .chat }
        return .available
    }
}

import SASL

/// How a server lets one prove who one is, as it said in the features of a stream.
struct XMPPProofOffer: Hashable, Sendable {
    /// What can be asked for together with the proof (XEP-0388 section 2.1).
    struct Inline: OptionSet, Hashable, Sendable {
        let rawValue: UInt8
        /// A new session (XEP-0386).
        static let bind = Inline(rawValue: 1)
        /// Going on with a session (XEP-0198 section 6).
        static let resume = Inline(rawValue: 2)
        /// In the binding: stream management.
        static let management = Inline(rawValue: 4)
        /// In the binding: client state indication.
        static let clientState = Inline(rawValue: 8)
    }

    /// The protocol around the proof.
    enum Way: Hashable, Sendable {
        /// RFC 6120 section 6.
        case sasl
        /// XEP-0388.
        case sasl2(Inline)

        /// The namespace of its elements.
        var namespace: String {
            switch self {
            case .sasl: XMLNamespace.sasl
            case .sasl2: XMLNamespace.sasl2
            }
        }
    }

    let way: Way
    let offer: SASLOffer

    /// What stands in the features; the newer way where there is one.
    init(in features: XMLElement) {
        let bindings = Self.bindings(in: features)
        if let newer = features.child("authentication", XMLNamespace.sasl2) {
            way = .sasl2(Self.inline(in: newer))
            offer = SASLOffer(mechanisms: Self.mechanisms(in: newer, XMLNamespace.sasl2), bindings: bindings)
        } else {
            way = .sasl
            let older = features.child("mechanisms", XMLNamespace.sasl)
            offer = SASLOffer(
                mechanisms: older.map { Self.mechanisms(in: $0, XMLNamespace.sasl) } ?? [], bindings: bindings
            )
        }
    }

    /// Whether a proof that was begun without waiting for this offer is one that it allows.
    func allows(_ way: Way, _ mechanism: SASLMechanism) -> Bool {
        sameBytes(self.way.namespace, way.namespace)
            && offer.mechanisms.contains { sameBytes($0, mechanism.rawValue) }
    }

    private static func mechanisms(in list: XMLElement, _ namespace: String) -> [String] {
        list.children.filter { $0.matches("mechanism", namespace) }.map(\.text)
    }

    /// The types of channel binding that the server takes (XEP-0440); nil when it says nothing of them.
    private static func bindings(in features: XMLElement) -> [String]? {
        features.child("sasl-channel-binding", XMLNamespace.channelBinding)?.children
            .filter { $0.matches("channel-binding", XMLNamespace.channelBinding) }
            .compactMap { $0["type"] }
    }

    private static func inline(in authentication: XMLElement) -> Inline {
        guard let list = authentication.child("inline", XMLNamespace.sasl2) else { return [] }
        var inline: Inline = []
        if list.child("sm", XMLNamespace.streamManagement) != nil { inline.insert(.resume) }
        guard let bind = list.child("bind", XMLNamespace.bind2) else { return inline }
        inline.insert(.bind)
        for feature in bind.child("inline", XMLNamespace.bind2)?.children ?? [] {
            guard feature.matches("feature", XMLNamespace.bind2), let name = feature["var"] else { continue }
            if sameBytes(name, XMLNamespace.streamManagement) { inline.insert(.management) }
            if sameBytes(name, XMLNamespace.clientState) { inline.insert(.clientState) }
        }
        return inline
    }
}

import SASL

/// What this client can do, as its presence says it in short (XEP-0115) and an answer at length (XEP-0030).
///
/// It is said for one purpose: servers send personal events only to those who say that they want them (XEP-0163
/// section 4.3.2). It names no version and no system.
struct EntityCapabilities {
    /// The client as such.
    static let node = "urn:porchlight"
    private static let category = "client"
    private static let type = "console"

    private let features: [String]
    /// The hash of all the rest (section 5.1).
    let version: String

    /// Nil when there is nothing to be said.
    init?(_ interests: Set<XMPPInterest>) {
        let wanted = PersonalTopic.allCases.filter { interests.contains(.personal($0)) }
            .map { $0.rawValue + "+notify" }
        guard !wanted.isEmpty else { return nil }
        features = ([XMLNamespace.caps, XMLNamespace.discoInfo, XMLNamespace.ping] + wanted)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let text = "\(Self.category)/\(Self.type)//<" + features.map { $0 + "<" }.joined()
        guard let digest = SHA1.digest(of: Array(text.utf8)) else { return nil }
        version = Base64.encode(digest)
    }

    /// The hint in a presence.
    var hint: XMLElement {
        XMLElement(
            "c", namespace: XMLNamespace.caps,
            attributes: ["hash": "sha-1", "node": Self.node, "ver": version])
    }

    /// The answer to a question about exactly what the hint names; nil for any other question.
    func info(for query: XMLElement) -> XMLElement? {
        guard query.matches("query", XMLNamespace.discoInfo), let node = query["node"],
            sameBytes(node, Self.node + "#" + version)
        else { return nil }
        let identity = XMLElement(
            "identity", namespace: XMLNamespace.discoInfo,
            attributes: ["category": Self.category, "type": Self.type])
        return XMLElement(
            "query", namespace: XMLNamespace.discoInfo, attributes: ["node": node],
            children: [identity]
                + features.map {
                    XMLElement("feature", namespace: XMLNamespace.discoInfo, attributes: ["var": $0])
                })
    }
}

public import XMPPCore

/// What somebody has published about themselves (XEP-0163): a node and its last item.
public struct LoopbackEvent: Hashable, Sendable {
    /// The node, which the namespace of its payload names by custom.
    public let node: String
    /// The item's name.
    public let item: String
    /// What is published.
    public let payload: XMLElement

    /// An event of any kind.
    public init(node: String, item: String = "current", payload: XMLElement) {
        self.node = node
        self.item = item
        self.payload = payload
    }

    /// What the person wants to be called (XEP-0172).
    public static func nick(_ name: String) -> LoopbackEvent {
        let node = ExtensionNamespace.nick
        return LoopbackEvent(node: node, payload: XMLElement("nick", namespace: node, text: name))
    }

    /// How the person feels (XEP-0107), such as "happy"; nil for nothing any more.
    public static func mood(_ mood: String?, text: String = "") -> LoopbackEvent {
        let node = ExtensionNamespace.mood
        return LoopbackEvent(
            node: node, payload: payload("mood", node, mood.map { [[$0]] } ?? [], text: text))
    }

    /// What the person does (XEP-0108), such as "relaxing" and "reading"; nil for nothing any more.
    public static func activity(_ general: String?, _ specific: String? = nil, text: String = "")
        -> LoopbackEvent
    {
        let node = ExtensionNamespace.activity
        let path = [general, specific].compactMap { $0 }
        return LoopbackEvent(
            node: node, payload: payload("activity", node, path.isEmpty ? [] : [path], text: text))
    }

    /// What the person listens to (XEP-0118); nil for nothing any more.
    public static func tune(artist: String?, title: String?) -> LoopbackEvent {
        let node = ExtensionNamespace.tune
        let parts = [("artist", artist), ("title", title)].compactMap { name, value in
            value.map { XMLElement(name, namespace: node, text: $0) }
        }
        return LoopbackEvent(node: node, payload: XMLElement("tune", namespace: node, children: parts))
    }

    /// That the person has a picture (XEP-0084 section 4.2).
    public static func avatar(id: String, bytes: Int, type: String = "image/png") -> LoopbackEvent {
        let node = ExtensionNamespace.avatarMetadata
        let info = XMLElement(
            "info", namespace: node, attributes: ["id": id, "bytes": "\(bytes)", "type": type])
        return LoopbackEvent(
            node: node, item: id, payload: XMLElement("metadata", namespace: node, children: [info]))
    }

    /// Elements in each other, along each path, and a text beside them.
    private static func payload(
        _ name: String, _ namespace: String, _ paths: [[String]], text: String
    ) -> XMLElement {
        var children = paths.compactMap { path in
            path.reversed().reduce(nil) { inner, name in
                XMLElement(name, namespace: namespace, children: inner.map { [$0] } ?? [])
            }
        }
        if !text.isEmpty { children.append(XMLElement("text", namespace: namespace, text: text)) }
        return XMLElement(name, namespace: namespace, children: children)
    }

    /// The message that tells of it (XEP-0060 section 7.1.2.1).
    func message(from sender: String, to receiver: String) -> XMLElement {
        let space = ExtensionNamespace.publishingEvent
        var item = XMLElement("item", namespace: space, attributes: ["id": self.item])
        item.content = [.element(payload)]
        let items = XMLElement("items", namespace: space, attributes: ["node": node], children: [item])
        return XMLElement(
            "message", namespace: XMLNamespace.client,
            attributes: ["from": sender, "to": receiver, "type": "headline"],
            children: [XMLElement("event", namespace: space, children: [items])])
    }
}

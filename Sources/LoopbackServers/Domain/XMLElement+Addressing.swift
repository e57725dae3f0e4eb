import XMPPCore

extension XMLElement {
    /// The stanza from `sender` to `receiver`, whatever it said about these before.
    func addressed(from sender: String?, to receiver: String?) -> XMLElement {
        var copy = self
        copy.attributes.removeAll { $0.namespace.isEmpty && ($0.isNamed("from") || $0.isNamed("to")) }
        copy.set("from", sender)
        copy.set("to", receiver)
        return copy
    }

    /// The type of a stanza; empty for none.
    var type: String { self["type"] ?? "" }

    /// Whether the type is this.
    func isOfType(_ name: String) -> Bool { type.utf8.elementsEqual(name.utf8) }

    /// A presence without content.
    static func presence(_ type: String?, from sender: String? = nil, to receiver: String? = nil)
        -> XMLElement
    {
        var presence = XMLElement("presence", namespace: XMLNamespace.client)
        presence.set("type", type)
        presence.set("from", sender)
        presence.set("to", receiver)
        return presence
    }

    /// A good answer (RFC 6120 section 8.2.3).
    func result(_ children: [XMLElement] = []) -> XMLElement {
        var answer = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": "result"], children: children)
        answer.set("id", self["id"])
        answer.set("from", self["to"])
        answer.set("to", self["from"])
        return answer
    }

    /// A refusal (RFC 6120 section 8.3) of any stanza, with more about it beside the condition.
    func error(_ condition: String, type: String = "cancel", _ more: XMLElement? = nil) -> XMLElement {
        let error = XMLElement(
            "error", namespace: XMLNamespace.client, attributes: ["type": type],
            children: [XMLElement(condition, namespace: XMLNamespace.stanzaErrors)]
                + (more.map { [$0] } ?? []))
        var answer = XMLElement(
            name, namespace: XMLNamespace.client, attributes: ["type": "error"], children: [error])
        answer.set("id", self["id"])
        answer.set("from", self["to"])
        answer.set("to", self["from"])
        return answer
    }
}

extension XMLAttribute {
    fileprivate func isNamed(_ name: String) -> Bool { self.name.utf8.elementsEqual(name.utf8) }
}

import XMPPCore

extension Stanzas {
    /// A good answer (RFC 6120 section 8.2.3).
    static func result(of request: XMLElement, to recipient: String, children: [XMLElement]) -> [UInt8] {
        var answer = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": "result", "to": recipient],
            children: children)
        answer.set("id", request["id"])
        return answer.serialized()
    }

    /// The answer to what is not known here (RFC 6120 section 8.3.3.19).
    static func unavailableService(for request: XMLElement, to recipient: String) -> [UInt8] {
        let condition = XMLElement("service-unavailable", namespace: XMLNamespace.stanzaErrors)
        let error = XMLElement(
            "error", namespace: XMLNamespace.client, attributes: ["type": "cancel"], children: [condition])
        var answer = XMLElement(
            "iq", namespace: XMLNamespace.client, attributes: ["type": "error", "to": recipient],
            children: [error])
        answer.set("id", request["id"])
        return answer.serialized()
    }
}

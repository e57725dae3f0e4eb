import XMPPCore

/// The bytes of what a server says.
enum Stanzas {
    /// The closing tag of a stream (RFC 6120 section 4.4).
    static let closingTag = Array("</stream:stream>".utf8)

    /// The opening tag of a stream (RFC 6120 section 4.7).
    static func header(domain: String, id: String) -> [UInt8] {
        Array(
            """
            <?xml version='1.0'?><stream:stream xmlns='\(XMLNamespace.client)' \
            xmlns:stream='\(XMLNamespace.streams)' id='\(XMLText.escaped(id))' \
            from='\(XMLText.escaped(domain))' version='1.0' xml:lang='en'>
            """.utf8)
    }

    /// The stream features (RFC 6120 section 4.3.2).
    static func features(_ features: [XMLElement]) -> [UInt8] {
        XMLElement("features", namespace: XMLNamespace.streams, children: features).serialized()
    }

    /// A stream error (RFC 6120 section 4.9), with more about it beside the condition.
    static func streamError(_ condition: String, _ more: XMLElement? = nil) -> [UInt8] {
        XMLElement(
            "error", namespace: XMLNamespace.streams,
            children: [XMLElement(condition, namespace: XMLNamespace.streamErrors)]
                + (more.map { [$0] } ?? [])
        ).serialized()
    }

    /// The stanzas that these bytes consist of, each for itself; nil when they are something else.
    static func separate(_ bytes: [UInt8]) -> [[UInt8]]? {
        let header = header(domain: "", id: "")
        var stanzas: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let reader = XMLStream(.trees)
            _ = header.withUnsafeBytes { reader.parse($0) { _ in .more } }
            let outcome = rest.withUnsafeBytes { reader.parse($0) { _ in .enough } }
            guard case .stopped(let unread) = outcome else { return nil }
            stanzas.append(Array(rest.dropLast(unread)))
            rest = rest.suffix(unread)
        }
        return stanzas
    }

    /// One contact's presence from one connection to the client at `recipient`.
    static func presence(of contact: LoopbackContact, _ change: ContactChange, to recipient: String)
        -> [UInt8]
    {
        switch change {
        case .present(let resource):
            presence(resource, from: "\(contact.address)/\(resource.name)", to: recipient)
        case .absent(let resource, let text):
            unavailable(from: "\(contact.address)/\(resource)", to: recipient, text: text)
        }
    }

    /// An available presence (RFC 6121 section 4.2).
    private static func presence(_ resource: LoopbackResource, from sender: String, to recipient: String)
        -> [UInt8]
    {
        var parts: [XMLElement] = []
        if let word = word(for: resource.show) {
            parts.append(XMLElement("show", namespace: XMLNamespace.client, text: word))
        }
        if !resource.text.isEmpty { parts.append(status(resource.text)) }
        if resource.priority != 0 {
            parts.append(XMLElement("priority", namespace: XMLNamespace.client, text: "\(resource.priority)"))
        }
        if let since = resource.idleSince {
            parts.append(XMLElement("idle", namespace: ExtensionNamespace.idle, attributes: ["since": since]))
        }
        return XMLElement(
            "presence", namespace: XMLNamespace.client, attributes: ["from": sender, "to": recipient],
            children: parts
        ).serialized()
    }

    /// An unavailable presence (RFC 6121 section 4.5).
    static func unavailable(from sender: String, to recipient: String, text: String) -> [UInt8] {
        XMLElement(
            "presence", namespace: XMLNamespace.client,
            attributes: ["from": sender, "to": recipient, "type": "unavailable"],
            children: text.isEmpty ? [] : [status(text)]
        ).serialized()
    }

    /// A request for a sign of life (XEP-0199).
    static func ping(from sender: String, to recipient: String, id: String) -> [UInt8] {
        XMLElement(
            "iq", namespace: XMLNamespace.client,
            attributes: ["from": sender, "to": recipient, "id": id, "type": "get"],
            children: [XMLElement("ping", namespace: XMLNamespace.ping)]
        ).serialized()
    }

    private static func status(_ text: String) -> XMLElement {
        XMLElement("status", namespace: XMLNamespace.client, text: text)
    }

    /// RFC 6121 section 4.7.2.1: plain availability is said by no word at all.
    private static func word(for show: XMPPShow) -> String? {
        switch show {
        case .available: nil
        case .chat: "chat"
        case .away: "away"
        case .dnd: "dnd"
        case .xa: "xa"
        }
    }
}

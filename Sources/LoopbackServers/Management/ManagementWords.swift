import XMPPCore

/// What a server says about a managed stream (XEP-0198).
enum ManagementWords {
    private static let space = ExtensionNamespace.management

    /// Section 4: asks for an acknowledgement.
    static let request = XMLElement("r", namespace: space).serialized()

    /// Section 4: so many stanzas of the client are handled.
    static func acknowledgement(_ count: UInt32) -> [UInt8] {
        XMLElement("a", namespace: space, attributes: ["h": "\(count)"]).serialized()
    }

    /// Section 3: the stream is managed from here on.
    static func enabled(_ stream: ManagedStream, holdTime: Duration) -> XMLElement {
        var enabled = XMLElement("enabled", namespace: space)
        if let token = stream.token {
            enabled.set("id", token)
            enabled.set("resume", "true")
            enabled.set("max", "\(holdTime.components.seconds)")
        }
        return enabled
    }

    /// Section 5: the session goes on.
    static func resumed(_ token: String, handled: UInt32) -> XMLElement {
        XMLElement("resumed", namespace: space, attributes: ["previd": token, "h": "\(handled)"])
    }

    /// Sections 3 and 5: no.
    static func failed(_ condition: String) -> XMLElement {
        XMLElement(
            "failed", namespace: space,
            children: [XMLElement(condition, namespace: XMLNamespace.stanzaErrors)])
    }

    /// Section 4: the stream error for a count that cannot be.
    static func tooHigh(told: UInt32, sent: UInt32) -> XMLElement {
        XMLElement(
            "handled-count-too-high", namespace: space, attributes: ["h": "\(told)", "send-count": "\(sent)"])
    }
}

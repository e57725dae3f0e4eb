extension XMLElement {
    /// The element as it stands inside a stream whose default namespace is `parent` and which declares the prefix
    /// `stream` (RFC 6120 section 4.8).
    public func serialized(inside parent: String = XMLNamespace.client) -> [UInt8] {
        var output: [UInt8] = []
        append(to: &output, inside: parent)
        return output
    }

    /// Appends the element as ``serialized(inside:)`` writes it.
    public func append(to output: inout [UInt8], inside parent: String) {
        let isStreamElement = sameBytes(namespace, XMLNamespace.streams)
        let tag = isStreamElement ? "stream:" + name : name
        output.append(UInt8(ascii: "<"))
        output.append(contentsOf: tag.utf8)
        // The prefix leaves the default namespace as it was for the children.
        let inner = isStreamElement ? parent : namespace
        if !sameBytes(inner, parent) { Self.append("xmlns", inner, to: &output) }
        appendAttributes(to: &output)
        guard !content.isEmpty else {
            output.append(contentsOf: "/>".utf8)
            return
        }
        output.append(UInt8(ascii: ">"))
        appendContent(to: &output, inside: inner)
        output.append(contentsOf: "</".utf8)
        output.append(contentsOf: tag.utf8)
        output.append(UInt8(ascii: ">"))
    }

    private func appendContent(to output: inout [UInt8], inside inner: String) {
        for part in content {
            switch part {
            case .element(let child): child.append(to: &output, inside: inner)
            case .text(let text): XMLText.append(text, to: &output)
            }
        }
    }

    private func appendAttributes(to output: inout [UInt8]) {
        for (number, attribute) in attributes.enumerated() {
            if attribute.namespace.isEmpty {
                Self.append(attribute.name, attribute.value, to: &output)
            } else if sameBytes(attribute.namespace, XMLNamespace.xml) {
                Self.append("xml:" + attribute.name, attribute.value, to: &output)
            } else {
                Self.append("xmlns:a\(number)", attribute.namespace, to: &output)
                Self.append("a\(number):" + attribute.name, attribute.value, to: &output)
            }
        }
    }

    private static func append(_ name: String, _ value: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: " "))
        output.append(contentsOf: name.utf8)
        output.append(contentsOf: "='".utf8)
        XMLText.append(value, to: &output)
        output.append(UInt8(ascii: "'"))
    }
}

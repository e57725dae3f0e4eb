import Glibc

/// Builds the tree of one stanza from the parser's callbacks.
struct ElementBuilder {
    private var open: [XMLElement] = []
    private var pendingText: [UInt8] = []
    private var knownNamespaces: [String] = []
    /// Elements opened since the stanza began.
    private(set) var elementCount = 0

    mutating func start(_ name: ExpatName, _ attributes: ExpatAttributes) {
        flushText()
        if open.isEmpty {
            elementCount = 0
            knownNamespaces.removeAll(keepingCapacity: true)
        }
        elementCount += 1
        let (space, local) = name.parts
        open.append(
            XMLElement(
                name: String(decoding: local, as: UTF8.self), namespace: shared(space),
                attributes: attributes.map { attribute($0.name, $0.value) }))
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        pendingText.append(contentsOf: bytes)
    }

    /// Closes the innermost element; the whole stanza when that was its last.
    mutating func end() -> XMLElement? {
        flushText()
        guard let closed = open.popLast() else { return nil }
        guard !open.isEmpty else { return closed }
        open[open.count - 1].content.append(.element(closed))
        return nil
    }

    /// Goes back to the stanza alone, as if nothing had come in it so far.
    mutating func forgetChildren() {
        open.removeSubrange(min(1, open.count)...)
        if !open.isEmpty { open[0].content = [] }
        pendingText.removeAll()
    }

    /// Goes back to a stanza of which nothing is kept. A request keeps what it takes to refuse it; anything else is no
    /// answer to anything any more.
    mutating func empty() {
        forgetChildren()
        guard !open.isEmpty, !stanzaHas("type", "get"), !stanzaHas("type", "set") else { return }
        open[0].attributes = []
    }

    /// Whether the stanza being built is an `<iq/>` of a sender: our server names the sender of all that is not its own.
    var isIQOfSomebody: Bool {
        guard let stanza = open.first else { return false }
        return stanza.matches("iq", XMLNamespace.client) && stanza["from"] != nil
    }

    /// Whether the innermost open elements are an `<iq/>` and, when `query`, a roster query in it.
    var isInsideIQ: Bool {
        open.count == 1 && open[0].matches("iq", XMLNamespace.client)
    }

    /// Whether the stanza being built has this plain attribute with this value.
    func stanzaHas(_ attribute: String, _ value: String) -> Bool {
        guard let present = open.first?[attribute] else { return false }
        return sameBytes(present, value)
    }

    private mutating func flushText() {
        guard !pendingText.isEmpty else { return }
        if !open.isEmpty {
            open[open.count - 1].content.append(.text(String(decoding: pendingText, as: UTF8.self)))
        }
        pendingText.removeAll(keepingCapacity: true)
    }

    private mutating func attribute(_ name: ExpatName, _ value: UnsafePointer<CChar>) -> XMLAttribute {
        let (space, local) = name.parts
        return XMLAttribute(
            String(decoding: local, as: UTF8.self), namespace: shared(space), value: String(cString: value))
    }

    /// One String for all uses of a namespace in a stanza, so that a long one cannot multiply.
    private mutating func shared(_ namespace: UnsafeBufferPointer<UInt8>) -> String {
        if namespace.isEmpty { return "" }
        if let known = knownNamespaces.last(where: { $0.utf8.elementsEqual(namespace) }) { return known }
        let fresh = String(decoding: namespace, as: UTF8.self)
        if knownNamespaces.count == 64 { knownNamespaces.removeFirst() }
        knownNamespaces.append(fresh)
        return fresh
    }
}

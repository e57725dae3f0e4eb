/// One attribute of an element.
public struct XMLAttribute: Hashable, Sendable {
    /// The name without a prefix.
    public let name: String
    /// The namespace of a prefixed attribute; empty for the ordinary ones, which are in none.
    public let namespace: String
    /// The value, unescaped.
    public let value: String

    /// An attribute.
    public init(_ name: String, namespace: String = "", value: String) {
        self.name = name
        self.namespace = namespace
        self.value = value
    }
}

/// What stands inside an element, in its order.
public enum XMLContent: Hashable, Sendable {
    /// A child element.
    case element(XMLElement)
    /// Character data, unescaped.
    case text(String)
}

/// An element with its namespace, attributes and content: a small tree.
///
/// Names are compared as bytes by the methods here; do not compare them with `==`, which is canonical equivalence.
public struct XMLElement: Hashable, Sendable {
    /// The name without a prefix.
    public let name: String
    /// The namespace; empty when in none.
    public let namespace: String
    /// The attributes, in the order of the document.
    public var attributes: [XMLAttribute]
    /// What stands inside, in its order.
    public var content: [XMLContent]

    /// An element with plain attributes and child elements.
    public init(
        _ name: String, namespace: String, attributes: KeyValuePairs<String, String> = [:],
        children: [XMLElement] = []
    ) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes.map { XMLAttribute($0.key, value: $0.value) }
        content = children.map { .element($0) }
    }

    /// An element that holds text alone.
    public init(_ name: String, namespace: String, text: String) {
        self.init(name, namespace: namespace)
        if !text.isEmpty { content = [.text(text)] }
    }

    init(name: String, namespace: String, attributes: [XMLAttribute]) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
        content = []
    }
}

extension XMLElement {
    /// Whether this is the element `name` of `namespace`.
    public func matches(_ name: String, _ namespace: String) -> Bool {
        sameBytes(self.name, name) && sameBytes(self.namespace, namespace)
    }

    /// The value of a plain attribute; nil when it is absent.
    public subscript(attribute: String) -> String? {
        attributes.first { $0.namespace.isEmpty && sameBytes($0.name, attribute) }?.value
    }

    /// The child elements in order.
    public var children: [XMLElement] {
        content.compactMap {
            switch $0 {
            case .element(let child): child
            case .text: nil
            }
        }
    }

    /// The first child element `name` of `namespace`; nil when there is none.
    public func child(_ name: String, _ namespace: String) -> XMLElement? {
        children.first { $0.matches(name, namespace) }
    }

    /// The character data that stands directly in this element, joined.
    public var text: String {
        content.reduce(into: "") { joined, part in
            switch part {
            case .text(let text): joined += text
            case .element: break
            }
        }
    }

    /// Adds a plain attribute unless `value` is nil.
    public mutating func set(_ name: String, _ value: String?) {
        if let value { attributes.append(XMLAttribute(name, value: value)) }
    }
}

/// Why a stream of bytes is not, or no longer, an XMPP stream.
public enum XMLStreamError: Error, Hashable, Sendable {
    /// The XML itself is wrong, as the parser puts it.
    case notWellFormed(String)
    /// XML that XMPP does not allow (RFC 6120 section 11.1).
    case restricted(Restriction)
    /// An encoding, or a version of XML, other than UTF-8 and 1.0 (RFC 6120 section 11.6).
    case unsupportedDeclaration(String)
    /// The document is not a stream (RFC 6120 section 4.8.1); holds the name of what it is.
    case notAStream(String)
    /// Text between the stanzas (RFC 6120 section 4.9.3.1).
    case strayText
    /// More than a stream may hold.
    case tooLarge(Limit)

    /// XML features that XMPP does without.
    public enum Restriction: Hashable, Sendable {
        /// `<!DOCTYPE ...>`, and with it every entity declaration.
        case documentType
        /// `<!-- ... -->`
        case comment
        /// `<?name ...?>`
        case processingInstruction
        /// `&name;` other than the five that XML itself knows.
        case entityReference
    }

    /// What was exceeded.
    public enum Limit: Hashable, Sendable {
        /// Bytes of one stanza that is kept, of one entry of the contact list, or of one tag.
        case stanza
        /// Levels of elements inside each other.
        case depth
        /// Attributes of one element.
        case attributes
        /// Namespaces declared at one place.
        case namespaces
        /// Bytes of one name.
        case name
        /// Elements in one stanza.
        case elements
        /// Entries of the contact list, or of the block list.
        case listItems
        /// Bytes of the contact list, or of the block list.
        case list
        /// Different names used in one stream.
        case vocabulary
    }
}

extension XMLStreamError: CustomStringConvertible {
    /// The cause in words for a person; what comes from the server is cut short.
    public var description: String {
        switch self {
        case .notWellFormed(let cause): cause
        case .restricted(let restriction): "\(restriction) is not allowed"
        case .unsupportedDeclaration(let declared): "\(declared) instead of XML 1.0 in UTF-8"
        case .notAStream(let name): "the document is \"\(name)\", not a stream"
        case .strayText: "text between stanzas"
        case .tooLarge(let limit): "too large: \(limit)"
        }
    }

    /// The condition with which RFC 6120 section 4.9.3 answers it.
    public var condition: String {
        switch self {
        case .notWellFormed: "not-well-formed"
        case .restricted: "restricted-xml"
        case .unsupportedDeclaration: "unsupported-encoding"
        case .notAStream: "invalid-namespace"
        case .strayText: "bad-format"
        case .tooLarge: "policy-violation"
        }
    }
}

extension XMLStreamError.Restriction: CustomStringConvertible {
    /// The feature in words.
    public var description: String {
        switch self {
        case .documentType: "a document type declaration"
        case .comment: "a comment"
        case .processingInstruction: "a processing instruction"
        case .entityReference: "an entity reference"
        }
    }
}

extension XMLStreamError.Limit: CustomStringConvertible {
    /// The limit in words.
    public var description: String {
        switch self {
        case .stanza: "more than 256 KiB in one stanza, or 4 MiB in one tag"
        case .depth: "more than 32 levels"
        case .attributes: "more than 64 attributes"
        case .namespaces: "more than 64 namespaces"
        case .name: "a name of more than 1 KiB"
        case .elements: "more than 16,384 elements in one stanza"
        case .list: "more than 64 MiB of contacts or blocked addresses"
        case .listItems: "more than 200,000 contacts or blocked addresses"
        case .vocabulary: "too many different names"
        }
    }
}

import SASL
import XMPPCore

/// A proof that is under way.
struct Authentication {
    /// In which words client and server talk about it.
    enum Dialect {
        /// RFC 6120 section 6.
        case classic
        /// XEP-0388, with the client's `<authenticate/>`, which says what is to happen along with it.
        case extensible(XMLElement)

        var namespace: String {
            switch self {
            case .classic: XMLNamespace.sasl
            case .extensible: ExtensionNamespace.sasl2
            }
        }
    }

    let exchange: SASLServerExchange
    let dialect: Dialect
}

/// A proof that is made, before the client is told what happened along with it (XEP-0388 section 2.6).
struct ExtensibleSuccess: Hashable {
    let user: String
    let request: XMLElement
    /// The mechanism's last message.
    let data: [UInt8]
    /// Why no session was resumed, if one was to be.
    var refusal: XMLElement?

    /// The stanza that says so.
    func element(address: String, _ more: [XMLElement]) -> XMLElement {
        let space = ExtensionNamespace.sasl2
        var parts = [XMLElement("authorization-identifier", namespace: space, text: address)]
        if !data.isEmpty {
            parts.insert(XMLElement("additional-data", namespace: space, text: Base64.encode(data)), at: 0)
        }
        return XMLElement("success", namespace: space, children: parts + (refusal.map { [$0] } ?? []) + more)
    }
}

/// In which way a client asked to be bound, or to be resumed.
enum EntryRequest: Hashable {
    /// By a request for this alone (RFC 6120 section 7, XEP-0198 section 5).
    case alone(XMLElement)
    /// Along with the proof (XEP-0386).
    case inline(ExtensibleSuccess)
}

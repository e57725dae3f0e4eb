import Glibc

/// The namespaces that a stream's opening tag declared.
struct StreamRoot {
    /// By prefix; empty for the default.
    private var declared: [(prefix: [UInt8], uri: String)] = []

    mutating func declare(prefix: UnsafePointer<CChar>?, uri: UnsafePointer<CChar>?) {
        declared.append(
            (prefix.map { Array(ExpatName($0).bytes) } ?? [], uri.map { String(cString: $0) } ?? ""))
    }

    /// An opening tag that means the same, to which the stream's closing tag fits; nil when it could be one of several.
    var opening: [UInt8]? {
        let own = declared.filter { sameBytes($0.uri, XMLNamespace.streams) }
        guard own.count == 1, let prefix = own.first?.prefix else { return nil }
        var tag = Array("<".utf8) + prefix + (prefix.isEmpty ? [] : [UInt8(ascii: ":")])
        tag += "stream".utf8
        for (prefix, uri) in declared {
            tag += " xmlns".utf8
            if !prefix.isEmpty { tag += [UInt8(ascii: ":")] + prefix }
            tag += "='".utf8
            XMLText.append(uri, to: &tag)
            tag += "'".utf8
        }
        return tag + [UInt8(ascii: ">")]
    }
}

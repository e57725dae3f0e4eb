import CGnuTLS

/// A domain in the form of DNS and of certificates: lower-case A-labels without a final dot.
struct InternationalDomain: Hashable, Sendable {
    let aLabels: [UInt8]

    /// Prepares a domain in either form (IDNA 2008); nil if it cannot be a host's name.
    init?(_ text: String) {
        guard var mapped = Self.map(Array(text.utf8)) else { return nil }
        if mapped.last == UInt8(ascii: ".") { mapped.removeLast() }
        guard ReferenceIdentity.isHostName(mapped) else { return nil }
        aLabels = mapped
    }

    var text: String { String(decoding: aLabels, as: UTF8.self) }

    private static func map(_ bytes: [UInt8]) -> [UInt8]? {
        guard !bytes.isEmpty, bytes.count <= 1023 else { return nil }
        if bytes.allSatisfy({ $0 < 0x80 }) { return ReferenceIdentity.lowercased(bytes) }
        var output = gnutls_datum_t()
        let code = bytes.withUnsafeBytes { raw in
            gnutls_idna_map(raw.bindMemory(to: CChar.self).baseAddress, UInt32(raw.count), &output, 0)
        }
        guard code == GNUTLS_E_SUCCESS else { return nil }
        defer { porch_free_datum(&output) }
        return ReferenceIdentity.lowercased(UnsafeBufferPointer(start: output.data, count: Int(output.size)))
    }
}

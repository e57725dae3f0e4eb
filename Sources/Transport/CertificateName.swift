/// One alternative name of a certificate, as its bytes.
enum CertificateName: Hashable, Sendable, CustomStringConvertible {
    /// A DNS name, perhaps with a wildcard.
    case dns([UInt8])
    /// A service at a domain, `_xmpp-client.example.org` (RFC 4985).
    case service([UInt8])
    /// An IP address of 4 or 16 bytes.
    case address([UInt8])
    /// A kind that names no server, such as a mail address.
    case other

    /// For a sentence on the screen: printable whatever the certificate says.
    var description: String {
        switch self {
        case .dns(let bytes), .service(let bytes): PrintableName(certificateBytes: bytes).description
        case .address(let bytes) where bytes.count == 4: bytes.map { "\($0)" }.joined(separator: ".")
        case .address: "an IP address"
        case .other: "a name of another kind"
        }
    }
}

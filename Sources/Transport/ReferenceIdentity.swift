/// Whom a certificate must name, and the rule by which it does (RFC 9525, RFC 6120 13.7.1.2).
///
/// Only the alternative names count: never the subject's common name. A wildcard counts only as the whole
/// left-most label of a DNS name and stands for exactly one label.
enum ReferenceIdentity: Hashable, Sendable {
    /// A domain that is a host's name, as lower-case A-labels without a final dot, and the service asked of it, such as `xmpp-client`.
    case domain([UInt8], service: [UInt8])
    /// A literal address that the person typed instead of a name.
    case address([UInt8])

    /// Whether one of the certificate's names is this one.
    func isNamed(in names: [CertificateName]) -> Bool {
        names.contains(where: isNamed(by:))
    }

    private func isNamed(by name: CertificateName) -> Bool {
        switch (self, name) {
        case (.domain(let domain, _), .dns(let presented)):
            Self.matches(presented: presented, domain: domain)
        case (.domain(let domain, let service), .service(let presented)):
            Self.matches(presentedService: presented, domain: domain, service: service)
        case (.address(let address), .address(let presented)):
            address == presented
        case (.domain, .address), (.domain, .other), (.address, .dns), (.address, .service),
            (.address, .other):
            false
        }
    }

    /// A DNS name of a certificate against the domain asked for.
    private static func matches(presented: [UInt8], domain: [UInt8]) -> Bool {
        let presented = lowercased(presented)
        let wildcard = Array("*.".utf8)
        guard presented.starts(with: wildcard) else {
            return presented == domain
        }
        let parent = presented.dropFirst(wildcard.count)
        guard isHostName(parent), parent.contains(dot) else { return false }
        // One label of the domain stands where the star is; the rest must be the same.
        guard let firstDot = domain.firstIndex(of: dot), firstDot > 0 else { return false }
        return domain[(firstDot + 1)...].elementsEqual(parent)
    }

    /// A service name (RFC 4985): `_service.domain`, in which no wildcard is taken.
    private static func matches(presentedService presented: [UInt8], domain: [UInt8], service: [UInt8])
        -> Bool
    {
        let wanted = [UInt8(ascii: "_")] + lowercased(service) + [dot] + domain
        return lowercased(presented) == wanted
    }

    /// Letters, digits, hyphens and underscores in labels of 1 to 63 bytes. So a star within a label, a NUL or
    /// any other odd byte makes a name that nobody has.
    static func isHostName(_ bytes: some Collection<UInt8>) -> Bool {
        guard (1...253).contains(bytes.count) else { return false }
        return bytes.split(separator: dot, omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.allSatisfy(isLabelByte)
        }
    }

    static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func isLabelByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static var dot: UInt8 { UInt8(ascii: ".") }
}

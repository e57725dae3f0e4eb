import Glibc

/// An IP address written out, as opposed to a name.
enum LiteralAddress: Hashable, Sendable {
    /// Four bytes.
    case version4([UInt8])
    /// Sixteen bytes.
    case version6([UInt8])

    /// Reads a dotted quad or an IPv6 address without brackets; nil for everything else.
    init?(_ text: String) {
        if let bytes = Self.bytes(of: text, family: AF_INET, count: 4) {
            self = .version4(bytes)
        } else if let bytes = Self.bytes(of: text, family: AF_INET6, count: 16) {
            self = .version6(bytes)
        } else {
            return nil
        }
    }

    /// The address as it stands in packets and in certificates.
    var bytes: [UInt8] {
        switch self {
        case .version4(let bytes), .version6(let bytes): bytes
        }
    }

    private static func bytes(of text: String, family: Int32, count: Int) -> [UInt8]? {
        // inet_pton stops at a NUL, so what stands behind one would go unread.
        guard !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}

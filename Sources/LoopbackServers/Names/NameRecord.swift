/// What a loopback name server knows of a name.
public enum NameRecord: Hashable, Sendable {
    /// An IPv4 address, as its four bytes (RFC 1035 section 3.4.1).
    case address4([UInt8])
    /// An IPv6 address, as its sixteen bytes (RFC 3596).
    case address6([UInt8])
    /// A server of a service (RFC 2782); the target is a name, or "." for a service that is not offered.
    case service(priority: UInt16, weight: UInt16, port: UInt16, target: String)
    /// Another name for the same (RFC 1035 section 3.3.1).
    case alias(String)

    /// 127.0.0.1
    public static let loopback4 = NameRecord.address4([127, 0, 0, 1])
    /// ::1
    public static let loopback6 = NameRecord.address6(Array(repeating: 0, count: 15) + [1])

    /// The number of the kind.
    var type: UInt16 {
        switch self {
        case .address4: 1
        case .alias: 5
        case .address6: 28
        case .service: 33
        }
    }

    /// The record's own part of its bytes.
    var content: [UInt8] {
        switch self {
        case .address4(let bytes), .address6(let bytes): bytes
        case .alias(let name): DNSName.bytes(name)
        case .service(let priority, let weight, let port, let target):
            priority.networkBytes + weight.networkBytes + port.networkBytes + DNSName.bytes(target)
        }
    }
}

/// Names as they stand in messages (RFC 1035 section 3.1).
enum DNSName {
    /// A name's labels; what would be too long for a label is cut.
    static func bytes(_ name: String) -> [UInt8] {
        let labels = name.utf8.split(separator: UInt8(ascii: ".")).map { $0.prefix(63) }
        return labels.flatMap { [UInt8($0.count)] + $0 } + [0]
    }

    /// Reads a name without its last dot, in lower case; nil when it does not end within the bytes, or points elsewhere.
    static func read(_ bytes: inout ArraySlice<UInt8>) -> String? {
        var labels: [String] = []
        while let length = bytes.popFirst() {
            guard length > 0 else { return labels.joined(separator: ".") }
            guard length < 64, labels.count < 128, bytes.count >= Int(length) else { return nil }
            let label = bytes.prefix(Int(length)).map { (65...90).contains($0) ? $0 + 32 : $0 }
            labels.append(String(decoding: label, as: UTF8.self))
            bytes = bytes.dropFirst(Int(length))
        }
        return nil
    }
}

extension UInt16 {
    /// The number as it stands in messages.
    var networkBytes: [UInt8] { [UInt8(self >> 8), UInt8(self & 0xFF)] }
}

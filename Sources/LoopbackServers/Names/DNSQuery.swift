/// What a client asks a name server (RFC 1035 section 4.1).
struct DNSQuery: Hashable, Sendable {
    let number: UInt16
    let question: NameServerQuestion
    /// The question as it came, to be repeated in the answer.
    let questionBytes: [UInt8]

    /// Reads a message; nil for what is no question.
    init?(_ bytes: [UInt8]) {
        guard bytes.count > 12, bytes[2] & 0x80 == 0, bytes[4] == 0, bytes[5] == 1 else { return nil }
        var rest = bytes[12...]
        guard let name = DNSName.read(&rest), rest.count >= 4 else { return nil }
        let type = UInt16(rest[rest.startIndex]) << 8 | UInt16(rest[rest.startIndex + 1])
        number = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        question = NameServerQuestion(name: name, type: type)
        questionBytes = Array(bytes[12..<(rest.startIndex + 4)])
    }
}

/// What a name server can be asked.
public struct NameServerQuestion: Hashable, Sendable {
    /// The name in lower case, without its last dot.
    public let name: String
    /// The number of the kind of record: 1 for IPv4 addresses, 28 for IPv6 addresses, 33 for servers of a service.
    public let type: UInt16

    /// A question.
    public init(name: String, type: UInt16) {
        self.name = name
        self.type = type
    }

    /// For the IPv4 addresses of a name.
    public static func address4(_ name: String) -> Self { Self(name: name, type: 1) }
    /// For the IPv6 addresses of a name.
    public static func address6(_ name: String) -> Self { Self(name: name, type: 28) }
    /// For the servers of a service, such as `_xmpp-client._tcp.example.org`.
    public static func service(_ name: String) -> Self { Self(name: name, type: 33) }
}

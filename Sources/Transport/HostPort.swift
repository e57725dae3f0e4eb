/// A host by name or literal address, and a TCP port.
public struct HostPort: Hashable, Sendable, CustomStringConvertible {
    /// The name or the literal address; an IPv6 address stands here without brackets.
    public let host: String

    /// The TCP port.
    public let port: UInt16

    /// Names a place to connect to.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`, `127.0.0.1:5222` or `[::1]:5222`; nil if it is none of them or the port is not 1 to 65535.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        guard let port = Self.port(bytes[(colon + 1)...]) else { return nil }
        guard let host = Self.host(bytes[..<colon]) else { return nil }
        self.init(host: host, port: port)
    }

    /// Whether this is surely this computer: a literal of 127.0.0.0/8, `::1`, or the name `localhost`.
    ///
    /// Any other name is not, whatever it resolves to, for name servers can be made to say anything.
    public var isLoopback: Bool {
        switch LiteralAddress(host) {
        case .version4(let bytes): bytes.first == 127
        case .version6(let bytes): bytes == Array(repeating: 0, count: 15) + [1]
        case nil: host.utf8.elementsEqual("localhost".utf8) || host.utf8.elementsEqual("localhost.".utf8)
        }
    }

    /// The form that `init(_:)` reads.
    public var description: String {
        host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// A decimal number from 1 to 65535 of digits alone.
    private static func port(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard (1...5).contains(digits.count) else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + UInt32(digit - UInt8(ascii: "0"))
        }
        return value == 0 ? nil : UInt16(exactly: value)
    }

    /// The host part: something between brackets must be an IPv6 address, and only there may a colon stand.
    private static func host(_ bytes: ArraySlice<UInt8>) -> String? {
        if bytes.first == UInt8(ascii: "[") {
            guard bytes.last == UInt8(ascii: "]"), bytes.count > 2 else { return nil }
            let inner = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
            guard case .version6 = LiteralAddress(inner) else { return nil }
            return inner
        }
        let unwanted = bytes.contains { $0 <= 0x20 || $0 == 0x7F || ":[]/@".utf8.contains($0) }
        return bytes.isEmpty || unwanted ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

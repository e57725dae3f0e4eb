import Glibc

/// An address of the system's kind, as bytes.
struct SocketAddress: Hashable, Sendable {
    let family: Int32
    private let bytes: [UInt8]

    /// An IP address and a port.
    ///
    /// - Parameter scope: the interface on which an IPv6 address holds; 0 for any.
    init(_ address: LiteralAddress, port: UInt16, scope: UInt32 = 0) {
        switch address {
        case .version4(let octets):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            Self.copy(octets, to: &address.sin_addr)
            family = AF_INET
            bytes = withUnsafeBytes(of: &address) { Array($0) }
        case .version6(let octets):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_scope_id = scope
            Self.copy(octets, to: &address.sin6_addr)
            family = AF_INET6
            bytes = withUnsafeBytes(of: &address) { Array($0) }
        }
    }

    /// Copies an address that the system has told; nil for less than its family.
    init?(_ told: Slice<UnsafeRawBufferPointer>) {
        guard told.count >= MemoryLayout<sa_family_t>.size else { return nil }
        bytes = Array(told)
        family = Int32(bytes.withUnsafeBytes { $0.loadUnaligned(as: sa_family_t.self) })
    }

    /// 127.0.0.1 and a port.
    init(loopbackPort port: UInt16) {
        self.init(.version4([127, 0, 0, 1]), port: port)
    }

    private static func copy<Address>(_ octets: [UInt8], to address: inout Address) {
        withUnsafeMutableBytes(of: &address) { $0.copyBytes(from: octets.prefix($0.count)) }
    }

    /// Lends the address to a system call.
    func withPointer<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        // A copy in storage of full size: some calls read the whole structure of the family.
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { $0.copyBytes(from: bytes.prefix($0.count)) }
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(bytes.count)) }
        }
    }
}

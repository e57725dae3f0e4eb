import Glibc

/// An address of the system's kind, as bytes.
struct SocketAddress: Hashable, Sendable {
    let family: Int32
    private let bytes: [UInt8]

    /// Copies an address that a look-up has found.
    init?(_ pointer: UnsafePointer<sockaddr>?, length: socklen_t) {
        guard let pointer, length > 0 else { return nil }
        family = Int32(pointer.pointee.sa_family)
        bytes = Array(UnsafeRawBufferPointer(start: pointer, count: Int(length)))
    }

    /// 127.0.0.1 and a port.
    init(loopbackPort port: UInt16) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        family = AF_INET
        bytes = withUnsafeBytes(of: &address) { Array($0) }
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

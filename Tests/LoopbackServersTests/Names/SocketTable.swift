import Glibc

/// The system's table of sockets.
enum SocketTable {
    /// How many sockets that somebody holds are connected, or being connected, to a port.
    static func count(to port: UInt16) -> Int {
        ["tcp", "tcp6", "udp"].reduce(0) { $0 + rows(of: $1).count { $0.remotePort == port && $0.isHeld } }
    }

    /// The port at a socket's own end.
    static func localPort(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        // The port stands at the same place in both families.
        return code == 0 ? withUnsafeBytes(of: &storage) { UInt16($0[2]) << 8 | UInt16($0[3]) } : nil
    }

    private struct Row {
        let remotePort: UInt16
        /// A socket that nobody holds, such as one of a connection that has ended, has no number.
        let isHeld: Bool
    }

    private static func rows(of table: String) -> [Row] {
        guard let file = fopen("/proc/net/\(table)", "r") else { return [] }
        defer { fclose(file) }
        var rows: [Row] = []
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let fields = text.split(separator: " ")
            guard fields.count > 9, let port = fields[2].split(separator: ":").last,
                let remote = UInt16(port, radix: 16)
            else { continue }
            rows.append(Row(remotePort: remote, isHeld: fields[9] != "0"))
        }
        return rows
    }
}

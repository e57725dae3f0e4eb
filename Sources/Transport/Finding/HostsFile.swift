import CCares
import Glibc

/// The system's file of hosts. It is read by the library, whole and at once: it is small, and on this machine.
enum HostsFile {
    /// The addresses of a name, at most a few of each family.
    static func addresses(of name: String, _ channel: ares_channel) -> [LiteralAddress] {
        [AF_INET6, AF_INET].flatMap { addresses(of: name, family: $0, channel) }
    }

    private static func addresses(of name: String, family: Int32, _ channel: ares_channel) -> [LiteralAddress]
    {
        var entry: UnsafeMutablePointer<hostent>?
        guard ares_gethostbyname_file(channel, name, family, &entry) == ARES_SUCCESS, let entry else {
            return []
        }
        defer { ares_free_hostent(entry) }
        let length = Int(entry.pointee.h_length)
        return (0..<min(Int(porch_address_count(entry)), NameRecords.addressLimit)).compactMap { place in
            guard let bytes = entry.pointee.h_addr_list[place] else { return nil }
            let octets = Array(UnsafeRawBufferPointer(start: bytes, count: length))
            switch octets.count {
            case 4: return .version4(octets)
            case 16: return .version6(octets)
            default: return nil
            }
        }
    }
}

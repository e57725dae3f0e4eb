import Glibc

/// Where the addresses of a host come from.
enum AddressSource: Hashable, Sendable {
    /// They are known without asking anybody.
    case known([SocketAddress])
    /// A name to be asked for, in A-labels.
    case name(String)
    /// It is neither an address nor a host's name.
    case unusable

    /// Reads the host of a place.
    init(_ place: HostPort) {
        if let address = Self.literal(place) {
            self = .known([address])
        } else if let domain = InternationalDomain(place.host) {
            self = Self.isLocal(domain) ? .known(Self.loopback(place.port)) : .name(domain.text)
        } else {
            self = .unusable
        }
    }

    /// An address, or one that holds on one interface only, such as `fe80::1%eth0`.
    private static func literal(_ place: HostPort) -> SocketAddress? {
        if let address = LiteralAddress(place.host) { return SocketAddress(address, port: place.port) }
        let parts = place.host.split(separator: "%", maxSplits: 1)
        guard parts.count == 2, case .version6? = LiteralAddress(String(parts[0])),
            let address = LiteralAddress(String(parts[0])), !parts[1].utf8.contains(0)
        else { return nil }
        let scope = UInt32(parts[1]) ?? if_nametoindex(String(parts[1]))
        return scope == 0 ? nil : SocketAddress(address, port: place.port, scope: scope)
    }

    /// RFC 6761 section 6.3: these names are this machine, and no name server is asked for them.
    private static func isLocal(_ domain: InternationalDomain) -> Bool {
        let name = Array("localhost".utf8)
        return domain.aLabels == name || domain.aLabels.suffix(name.count + 1) == [UInt8(ascii: ".")] + name
    }

    private static func loopback(_ port: UInt16) -> [SocketAddress] {
        let last: [UInt8] = [1]
        return [
            SocketAddress(.version6(Array(repeating: 0, count: 15) + last), port: port),
            SocketAddress(.version4([127, 0, 0] + last), port: port),
        ]
    }
}

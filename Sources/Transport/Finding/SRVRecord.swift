/// One server of a service, as DNS tells it (RFC 2782).
struct SRVRecord: Hashable, Sendable {
    /// Lower is tried first.
    let priority: UInt16
    /// The share among those of the same priority.
    let weight: UInt16
    /// The TCP port.
    let port: UInt16
    /// The host's name; empty for the root, which says that the service is not offered.
    let target: String

    /// Whether it says that the service is decidedly not offered.
    var isRefusal: Bool { target.isEmpty || target.utf8.elementsEqual(".".utf8) }

    /// The place to connect to; nil for what is none, for DNS can say anything.
    var place: HostPort? {
        guard port != 0, let host = InternationalDomain(target) else { return nil }
        return HostPort(host: host.text, port: port)
    }
}

import Dispatch
import Glibc

/// Finds the addresses of a host without holding up the main queue.
enum NameLookup {
    /// Looks a name up, or reads a literal address.
    ///
    /// - Parameter answer: called on the main queue in a later turn, with at least one address or the reason.
    static func start(
        _ target: HostPort,
        _ answer: @escaping @MainActor @Sendable (Result<[SocketAddress], TransportError>) -> Void
    ) {
        // A queue of its own: the global ones, once used, wake the process every second for ever.
        DispatchQueue(label: "porchlight.work", qos: .userInitiated).async {
            let found = addresses(of: target)
            DispatchQueue.main.async { MainActor.assumeIsolated { answer(found) } }
        }
    }

    private static func addresses(of target: HostPort) -> Result<[SocketAddress], TransportError> {
        guard let name = systemName(target.host) else { return .failure(.nameNotFound(host: target.host)) }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(name, "\(target.port)", &hints, &list)
        defer { if let list { freeaddrinfo(list) } }
        guard code == 0 else { return .failure(error(code, host: target.host)) }
        let found = Array(sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil })
            .compactMap { $0 }
            .compactMap { SocketAddress($0.pointee.ai_addr, length: $0.pointee.ai_addrlen) }
        return found.isEmpty ? .failure(.nameNotFound(host: target.host)) : .success(found)
    }

    /// The name as the system's resolver takes it; nil for what is neither an address nor a host's name.
    private static func systemName(_ host: String) -> String? {
        LiteralAddress(host) != nil || isScopedAddress(host) ? host : InternationalDomain(host)?.text
    }

    /// `fe80::1%eth0`: an address that holds on one interface only.
    private static func isScopedAddress(_ host: String) -> Bool {
        let parts = host.split(separator: "%", maxSplits: 1)
        return parts.count == 2 && !host.utf8.contains(0) && LiteralAddress(String(parts[0])) != nil
    }

    private static func error(_ code: Int32, host: String) -> TransportError {
        switch code {
        // EAI_NODATA, a name without an address, is -5 and not in the imported names.
        case EAI_NONAME, -5: .nameNotFound(host: host)
        case EAI_SYSTEM: .other(code: errno)
        default: .nameServerFailed(host: host)
        }
    }
}

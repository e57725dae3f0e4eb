import Glibc

/// Why a connection could not be made, or broke.
public enum TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No such name.
    case nameNotFound(host: String)
    /// There is such a name, and it has no address.
    case noAddress(host: String)
    /// The name server could not be reached, refused, or answered that it could not.
    case nameServerFailed(host: String)
    /// The name server did not answer in time.
    case nameServerSilent(host: String)
    /// The domain says that it does not offer the service.
    case serviceNotOffered(domain: String)
    /// Each of several servers failed in its own way.
    case severalFailed([TransportError])
    /// Nothing listens there.
    case refused(HostPort)
    /// There is no way to that address.
    case unreachable(HostPort)
    /// No answer in time: to the attempt to connect, or on a connection that was up.
    case timedOut(HostPort?)
    /// The connection was torn down without an orderly end.
    case reset
    /// The encrypted part failed.
    case tls(TLSFailure)
    /// The system refused with this `errno` code.
    case other(code: Int32)

    /// One clause for a person.
    public var description: String {
        switch self {
        case .nameNotFound(let host): "there is no host named \(PrintableName(host))"
        case .noAddress(let host): "\(PrintableName(host)) has no address"
        case .nameServerFailed(let host): "the name server could not answer for \(PrintableName(host))"
        case .nameServerSilent(let host): "the name server gave no answer for \(PrintableName(host))"
        case .serviceNotOffered(let domain): "\(PrintableName(domain)) says that it offers no such service"
        case .severalFailed(let errors): Self.list(errors)
        case .refused(let place): "\(place) refused the connection"
        case .unreachable(let place): "\(place) cannot be reached from here"
        case .timedOut(let place?): "no answer from \(place)"
        case .timedOut(nil): "no answer from the other end"
        case .reset: "connection reset"
        case .tls(let failure): failure.description
        case .other(let code): Self.words(for: code)
        }
    }

    /// Whether no attempt to connect was made: the name led nowhere.
    public var isOfNames: Bool {
        switch self {
        case .nameNotFound, .noAddress, .nameServerFailed, .nameServerSilent, .serviceNotOffered: true
        case .severalFailed(let errors): errors.allSatisfy(\.isOfNames)
        case .refused, .unreachable, .timedOut, .reset, .tls, .other: false
        }
    }

    /// Whether there is only no way to the address.
    var isUnreachable: Bool {
        if case .unreachable = self { true } else { false }
    }

    /// At most three failures, and how many more there are.
    private static func list(_ errors: [TransportError]) -> String {
        guard !errors.isEmpty else { return "there is no server to connect to" }
        let shown = errors.prefix(3).map(\.description).joined(separator: ", ")
        return errors.count > 3 ? "\(shown) and \(errors.count - 3) more" : shown
    }

    /// What the system's code of a socket means here.
    ///
    /// - Parameter place: whom the socket was for, as far as it is known.
    init(code: Int32, place: HostPort?) {
        self =
            switch (code, place) {
            case (ECONNREFUSED, let place?): .refused(place)
            case (ENETUNREACH, let place?), (EHOSTUNREACH, let place?), (ENETDOWN, let place?),
                (EADDRNOTAVAIL, let place?), (EAFNOSUPPORT, let place?):
                .unreachable(place)
            case (ETIMEDOUT, _): .timedOut(place)
            case (ECONNRESET, _), (EPIPE, _), (ECONNABORTED, _): .reset
            default: .other(code: code)
            }
    }

    /// The system's words for an `errno` code.
    static func words(for code: Int32) -> String {
        var text = [CChar](repeating: 0, count: 128)
        guard strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

import Glibc

/// Why a connection could not be made, or broke.
public enum TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No such name.
    case nameNotFound(host: String)
    /// The name server did not answer, or answered that it could not.
    case nameServerFailed(host: String)
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
        case .nameServerFailed(let host): "the name server gave no answer for \(PrintableName(host))"
        case .refused(let place): "\(place) refused the connection"
        case .unreachable(let place): "\(place) cannot be reached from here"
        case .timedOut(let place?): "no answer from \(place)"
        case .timedOut(nil): "no answer from the other end"
        case .reset: "connection reset"
        case .tls(let failure): failure.description
        case .other(let code): Self.words(for: code)
        }
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

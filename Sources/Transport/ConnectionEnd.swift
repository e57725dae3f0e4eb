/// How a connection ended that its owner did not close.
public enum ConnectionEnd: Hashable, Sendable, CustomStringConvertible {
    /// The peer sent no more; under TLS with or without saying so first (close_notify).
    case endOfFile(closeNotify: Bool)
    /// It could not be made, or broke.
    case failed(TransportError)

    /// One clause for a person.
    public var description: String {
        switch self {
        case .endOfFile: "the other end closed the connection"
        case .failed(let error): error.description
        }
    }
}

public import Transport

/// Why a loopback server could not start.
public enum LoopbackServerError: Error, Hashable, CustomStringConvertible {
    /// The system gave no port.
    case listening(TransportError)
    /// The certificate could not be made.
    case certificate(CertificateError)

    /// One clause for a person.
    public var description: String {
        switch self {
        case .listening(let error): "the loopback server could not listen: \(error)"
        case .certificate(let error): "the loopback server has no certificate: \(error)"
        }
    }
}

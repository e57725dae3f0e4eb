public import Transport

/// Why a loopback server could not start.
public enum LoopbackServerError: Error, Hashable, CustomStringConvertible {
    /// The domain's name is none.
    case name(String)
    /// The system gave no port.
    case listening(TransportError)
    /// The certificate could not be made.
    case certificate(CertificateError)

    /// One clause for a person.
    public var description: String {
        switch self {
        case .name(let name): "no server can speak for \(name)"
        case .listening(let error): "the loopback server could not listen: \(error)"
        case .certificate(let error): "the loopback server has no certificate: \(error)"
        }
    }
}

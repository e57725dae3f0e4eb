/// Why the encrypted part of a connection could not be set up, or broke. Names and words from outside are printable.
public enum TLSFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The server's certificate is not accepted; with what it says of itself.
    case certificate(CertificateFault, ShownCertificate)
    /// The two ends did not agree, with the reason.
    case handshake(String)
    /// What arrived on the encrypted connection was not what the other end sent.
    case damaged(String)
    /// The other end sends one warning after another, and nothing that means anything.
    case onlyWarnings
    /// The file with extra roots cannot be used.
    case rootsUnreadable(path: String, reason: String)
    /// The file with one's own certificate cannot be used.
    case clientCertificate(path: String, ClientCertificate.Fault)
    /// The other end answered in plain text.
    case notTLS
    /// The server's name cannot be put in the form that certificates use.
    case unusableName(String)

    /// One sentence without its full stop.
    public var description: String {
        switch self {
        case .certificate(let fault, _): fault.description
        case .handshake(let reason):
            "no encrypted connection could be agreed on (\(reason)); check the port and the server's TLS settings"
        case .damaged(let reason):
            "the encrypted connection was damaged on its way (\(reason)); sign in again"
        case .onlyWarnings:
            "the other end sends nothing but warnings; check the port and the server's TLS settings"
        case .rootsUnreadable(let path, let reason):
            "the trusted roots in \(PrintableName(path)) cannot be used (\(reason)); mend the file or its name"
        case .clientCertificate(let path, let fault): "\(PrintableName(path)) \(fault)"
        case .notTLS:
            "the server answered without encryption; check the port and the server's TLS settings"
        case .unusableName(let name):
            "\(PrintableName(name)) cannot be the name of a server; check the address"
        }
    }
}

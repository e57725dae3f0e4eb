/// Why a TLS connection was not accepted; each is a sentence with the reason and what can be done.
public enum TLSFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The certificate, or one above it, has expired.
    case expired
    /// The certificate, or one above it, is not valid yet.
    case notYetValid
    /// The certificate is for other names than the one asked for.
    case wrongName(asked: String, found: [String])
    /// The chain does not lead to a trusted root.
    case unknownRoot
    /// The certificate vouches for itself only.
    case selfSigned
    /// The certificate may not be used by a server.
    case wrongPurpose
    /// The issuer has withdrawn the certificate.
    case revoked
    /// The chain uses an algorithm that can be forged.
    case weakAlgorithm
    /// The chain is refused for another reason, in the library's words.
    case untrusted(String)
    /// The server's key is not the one that a person has accepted.
    case anotherKey(KeyFingerprint)
    /// The two ends did not agree, with the reason.
    case handshake(String)
    /// What arrived on the encrypted connection was not what the other end sent.
    case damaged(String)
    /// The file with extra roots cannot be used.
    case rootsUnreadable(path: String, reason: String)
    /// The other end answered in plain text.
    case notTLS
    /// The server's name cannot be put in the form that certificates use.
    case unusableName(String)

    /// One sentence without its full stop.
    public var description: String {
        switch self {
        case .expired:
            "the server's certificate has expired; its operator must renew it"
        case .notYetValid:
            "the server's certificate is not valid yet; check this computer's clock"
        case .wrongName(let asked, let found):
            "the server's certificate is for \(Self.list(found)), not for \(asked); check the address"
        case .unknownRoot:
            "the server's certificate was issued by nobody this computer trusts; "
                + "if you know the issuer, name its root file with \"trust\""
        case .selfSigned:
            "the server's certificate is self-signed; if you know it, name its file with \"trust\""
        case .wrongPurpose:
            "the server's certificate is not meant for a server; its operator must replace it"
        case .revoked:
            "the server's certificate has been revoked; do not use this server until its operator has replaced it"
        case .weakAlgorithm:
            "the server's certificate uses an algorithm that can be forged; its operator must replace it"
        case .untrusted(let reason):
            "the server's certificate cannot be trusted (\(reason)); tell its operator"
        case .anotherKey(let key):
            "the server's key is not the one you have accepted; ask its operator whether the new one is \(key)"
        case .handshake(let reason):
            "no encrypted connection could be agreed on (\(reason)); check the port and the server's TLS settings"
        case .damaged(let reason):
            "the encrypted connection was damaged on its way (\(reason)); sign in again"
        case .rootsUnreadable(let path, let reason):
            "the trusted roots in \(PrintableName(path)) cannot be used (\(reason)); mend the file or its name"
        case .notTLS:
            "the server answered without encryption; check the port and the server's TLS settings"
        case .unusableName(let name):
            "\(PrintableName(name)) cannot be the name of a server; check the address"
        }
    }

    /// At most three names, and how many more there are.
    private static func list(_ names: [String]) -> String {
        guard !names.isEmpty else { return "no server" }
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}

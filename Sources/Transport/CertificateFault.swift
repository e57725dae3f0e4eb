/// What is wrong with a server's certificate. Names and words from outside are printable.
public enum CertificateFault: Hashable, Sendable, CustomStringConvertible {
    /// The certificate's last day is over.
    case expired
    /// The certificate's first day is still to come.
    case notYetValid
    /// The certificate names others; holds whom it should name, and whom it does.
    case wrongName(asked: String, found: [String])
    /// The certificate was issued by nobody who is trusted here.
    case unknownRoot
    /// The certificate vouches for itself only.
    case selfSigned
    /// Somebody in the chain may not issue certificates at all.
    case issuerUnfit
    /// Somebody in the chain may not issue certificates for this name.
    case outsideConstraints
    /// The certificate may not be used by a server.
    case wrongPurpose
    /// The issuer has withdrawn the certificate.
    case revoked
    /// The chain uses an algorithm that can be forged.
    case weakAlgorithm
    /// The key is not the one that a person has accepted for this server.
    case anotherKey
    /// The chain is refused for another reason, in the library's words.
    case untrusted(String)

    /// One sentence without its full stop: what is wrong and what to do.
    public var description: String {
        switch self {
        case .expired: "the server's certificate has expired; its operator must renew it"
        case .notYetValid: "the server's certificate is not valid yet; check this computer's clock"
        case .wrongName(let asked, let found):
            "the server's certificate is for \(Self.list(found)), not for \(asked); check the address"
        case .unknownRoot:
            "the server's certificate was issued by nobody this computer trusts; "
                + "if you know the issuer, name its root file with \"trust\""
        case .selfSigned:
            "the server's certificate is self-signed; if you know it, name its file with \"trust\""
        case .issuerUnfit:
            "the server's certificate was issued by somebody who may issue none; its operator must replace it"
        case .outsideConstraints:
            "the server's certificate was issued by somebody who may not issue one for this name; "
                + "its operator must replace it"
        case .wrongPurpose: "the server's certificate is not meant for a server; its operator must replace it"
        case .revoked:
            "the server's certificate has been revoked; do not use this server until its operator has replaced it"
        case .weakAlgorithm:
            "the server's certificate uses an algorithm that can be forged; its operator must replace it"
        case .anotherKey:
            "the server's key is not the one that you have accepted; ask its operator whether it has a new one"
        case .untrusted(let reason):
            "the server's certificate cannot be trusted (\(reason)); tell its operator"
        }
    }

    /// Whether a person can know better: never of a certificate that its own issuer has withdrawn.
    public var mayBeAccepted: Bool {
        switch self {
        case .expired, .notYetValid, .wrongName, .unknownRoot, .selfSigned, .issuerUnfit, .outsideConstraints,
            .wrongPurpose, .weakAlgorithm, .anotherKey, .untrusted:
            true
        case .revoked: false
        }
    }

    /// At most three names, and how many more there are.
    private static func list(_ names: [String]) -> String {
        guard !names.isEmpty else { return "no server" }
        let shown = names.prefix(3).joined(separator: ", ")
        return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
    }
}

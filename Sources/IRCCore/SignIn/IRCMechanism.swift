/// The ways to prove who one is that this program knows, the best first.
///
/// There are no others on purpose: a server, or somebody between, that offers weaker ones gets no answer.
public enum IRCMechanism: String, Hashable, Sendable, CaseIterable {
    /// RFC 4422 appendix A: the certificate that TLS has shown the server.
    case external = "EXTERNAL"
    /// RFC 7677: the password never travels, and the server must prove that it knows it too.
    case scramSHA256 = "SCRAM-SHA-256"
    /// RFC 4616: the password itself. Only inside verified TLS.
    case plain = "PLAIN"

    /// Whether a proof by this is worth less than one by the other.
    public func isWeaker(than other: IRCMechanism) -> Bool {
        rank > other.rank
    }

    private var rank: Int {
        switch self {
        case .external: 0
        case .scramSHA256: 1
        case .plain: 2
        }
    }

    /// Whether the mechanism is worth nothing, or worse, without verified TLS around it.
    var needsVerifiedChannel: Bool {
        switch self {
        case .external, .plain: true
        case .scramSHA256: false
        }
    }
}

/// The ways to prove who one is that this program knows, the best first.
///
/// There are no others on purpose: a server, or somebody between, that offers weaker ones gets no answer. None binds the
/// proof to the TLS connection: a network's services judge the proof, and they are not the end of that connection.
public enum IRCMechanism: String, Hashable, Sendable, CaseIterable {
    /// RFC 4422 appendix A: the certificate that TLS has shown the server.
    case external = "EXTERNAL"
    /// RFC 5802 with the longest hash: the password never travels, and the server must prove that it knows it too.
    case scramSHA512 = "SCRAM-SHA-512"
    /// RFC 7677, the same with a shorter hash.
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
        case .scramSHA512: 1
        case .scramSHA256: 2
        case .plain: 3
        }
    }

    /// Whether the mechanism is worth nothing, or worse, without verified TLS around it.
    var needsVerifiedChannel: Bool {
        switch self {
        case .external, .plain: true
        case .scramSHA512, .scramSHA256: false
        }
    }
}

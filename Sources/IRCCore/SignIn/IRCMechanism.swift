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

    /// Whether the mechanism is worth nothing, or worse, without verified TLS around it.
    var needsVerifiedChannel: Bool {
        switch self {
        case .external, .plain: true
        case .scramSHA256: false
        }
    }
}

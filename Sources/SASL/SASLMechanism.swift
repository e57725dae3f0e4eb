/// The ways to prove who one is that this program knows, the strongest first.
///
/// There are no others on purpose: a server, or somebody between, that offers weaker ones gets no answer.
///
/// Binding to the channel comes before the hash: it defeats whoever sits between with a false certificate, while the
/// way in which SCRAM uses SHA-1 has no known weakness.
public enum SASLMechanism: String, Hashable, Sendable, CaseIterable {
    /// RFC 5802 with the longest hash: the password never travels, the server must prove that it knows it too, and both
    /// prove that they are the two ends of this very TLS connection.
    case scramSHA512Plus = "SCRAM-SHA-512-PLUS"
    /// RFC 7677, the same with a shorter hash.
    case scramSHA256Plus = "SCRAM-SHA-256-PLUS"
    /// RFC 5802, the same with an older hash.
    case scramSHA1Plus = "SCRAM-SHA-1-PLUS"
    /// RFC 5802 with the longest hash: the password never travels, and the server must prove that it knows it too.
    case scramSHA512 = "SCRAM-SHA-512"
    /// RFC 7677, the same with a shorter hash.
    case scramSHA256 = "SCRAM-SHA-256"
    /// RFC 5802, the same with an older hash.
    case scramSHA1 = "SCRAM-SHA-1"
    /// RFC 4616: the password itself. Only inside verified TLS.
    case plain = "PLAIN"

    /// Whether the proof is bound to the TLS connection.
    public var bindsChannel: Bool {
        switch self {
        case .scramSHA512Plus, .scramSHA256Plus, .scramSHA1Plus: true
        case .scramSHA512, .scramSHA256, .scramSHA1, .plain: false
        }
    }

    /// Whether a proof by this is worth less than one by the other.
    public func isWeaker(than other: SASLMechanism) -> Bool {
        rank > other.rank
    }

    private var rank: Int {
        switch self {
        case .scramSHA512Plus: 0
        case .scramSHA256Plus: 1
        case .scramSHA1Plus: 2
        case .scramSHA512: 3
        case .scramSHA256: 4
        case .scramSHA1: 5
        case .plain: 6
        }
    }
}

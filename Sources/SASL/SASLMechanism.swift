/// The ways to prove who one is that this program knows, the strongest first.
///
/// There are no others on purpose: a server, or somebody between, that offers weaker ones gets no answer.
public enum SASLMechanism: String, Hashable, Sendable, CaseIterable {
    /// RFC 7677: the password never travels, and the server must prove that it knows it too.
    case scramSHA256 = "SCRAM-SHA-256"
    /// RFC 5802, the same with an older hash.
    case scramSHA1 = "SCRAM-SHA-1"
    /// RFC 4616: the password itself. Only inside verified TLS.
    case plain = "PLAIN"

    /// The strongest of the offered mechanisms; nil when none is known.
    ///
    /// - Parameter isChannelVerified: whether TLS with a verified certificate is on; without it the password
    ///   itself must not travel.
    public static func strongest(of offered: [String], isChannelVerified: Bool) -> SASLMechanism? {
        allCases.first { known in
            (known != .plain || isChannelVerified)
                && offered.contains { $0.utf8.elementsEqual(known.rawValue.utf8) }
        }
    }
}

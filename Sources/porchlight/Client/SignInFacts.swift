import SASL
import Transport

/// Who is told how an account is signed in, beside the steps that the messenger tells.
struct SignInFacts {
    /// The account's domain has these servers, where DNS was asked for them.
    var serversFound: @MainActor ([ServicePlace]) -> Void = { _ in }
    /// The connection is encrypted, and the server is the one that is meant.
    var secured: @MainActor (TLSSummary) -> Void = { _ in }
    /// The password is proved.
    var proved: @MainActor (SASLMechanism) -> Void = { _ in }
}

extension TLSSummary {
    /// For a person, such as "TLS 1.3, AES-256-GCM".
    var words: String { "\(version), \(cipher)" }
}

extension SASLMechanism {
    /// For a person, such as "password proved by SCRAM-SHA-256-PLUS, bound to this connection".
    var words: String {
        "password proved by \(rawValue)\(bindsChannel ? ", bound to this connection" : "")"
    }
}

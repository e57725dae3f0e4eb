/// What a person may allow after all, by saying so in so many words. Nothing is ever allowed by itself.
public enum Consent: Hashable, Sendable {
    /// Trust the server's key although its certificate does not prove whose it is.
    case key(KeyConsent)
    /// Prove the password in a weaker way than this account did before.
    case weakerProof(used: String, offered: String)
}

/// A server's key that no certificate vouches for. Its texts come from outside.
public struct KeyConsent: Hashable, Sendable {
    /// The key's fingerprint: SHA-256 of the SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), 32 bytes.
    public let fingerprint: [UInt8]
    /// What is wrong with the certificate, in a sentence.
    public let fault: String
    /// What the certificate says of itself, a line each, such as "names: example.org".
    public let facts: [String]

    /// A key.
    public init(fingerprint: [UInt8], fault: String, facts: [String]) {
        self.fingerprint = fingerprint
        self.fault = fault
        self.facts = facts
    }
}

public import SASL
public import Transport

/// What is remembered about trusting an account's server, asked for at each sign-in.
@MainActor
public struct AccountTrust {
    /// The keys that a person has accepted for the server, whatever its certificate says; empty: the certificate
    /// decides. With one, no other key is accepted.
    public var pins: @MainActor () -> Set<KeyFingerprint>
    /// The strongest mechanism by which the account was proved before, below which nothing is sent; nil when there is
    /// none.
    public var floor: @MainActor () -> SASLMechanism?
    /// Told each time a connection is encrypted and the server is the one that is meant: what both ends agreed on.
    public var secured: @MainActor (TLSSummary) -> Void
    /// Told each time the server has accepted a proof, and has proved itself where the mechanism makes it.
    public var proved: @MainActor (SASLMechanism) -> Void

    /// By default nothing is remembered.
    public init(
        pins: @escaping @MainActor () -> Set<KeyFingerprint> = { [] },
        floor: @escaping @MainActor () -> SASLMechanism? = { nil },
        secured: @escaping @MainActor (TLSSummary) -> Void = { _ in },
        proved: @escaping @MainActor (SASLMechanism) -> Void = { _ in }
    ) {
        self.pins = pins
        self.floor = floor
        self.secured = secured
        self.proved = proved
    }
}

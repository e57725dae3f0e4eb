/// Why an exchange ended on this side. None of the cases holds a secret.
public enum SASLFailure: Error, Hashable, Sendable {
    /// The name or password has characters that SASL cannot carry (RFC 4013).
    case credentialsUnfit
    /// A message does not have the form of RFC 5802 section 7.
    case malformed
    /// The server's nonce is not ours made longer (RFC 5802 section 5.1): a replay.
    case nonceNotExtended
    /// The server asks for so many rounds of hashing: too few are weak, too many are an attack. Nil when the
    /// number is none, or beyond nine digits.
    case iterationCount(Int?)
    /// The server demands an extension that does not exist here (RFC 5802 section 5.1, `m=`).
    case extensionDemanded
    /// The server says that it has offered something else than what came (XEP-0474): somebody between changed it.
    case offerChanged
    /// The channel was to be bound, and there is nothing to bind it by.
    case channelNotBound
    /// The server ended the exchange with this word (RFC 5802 section 7, `e=`).
    case serverError(String)
    /// The server did not prove that it knows the password.
    case serverUnproved
    /// A message came when none was due.
    case outOfOrder
    /// The client did not prove who it is (seen by a server).
    case clientUnproved
    /// The library could not go on.
    case library(String)
}

extension SASLFailure: CustomStringConvertible {
    /// The failure in words for a person.
    public var description: String {
        switch self {
        case .credentialsUnfit: "the name or the password has characters that cannot be used"
        case .malformed: "the server's sign-in message is malformed"
        case .nonceNotExtended: "the server's sign-in message does not answer ours"
        case .iterationCount(let count?):
            "the server asks for \(count) rounds of hashing; 4,096 to 1,000,000 are accepted"
        case .iterationCount(nil): "the server asks for an impossible number of rounds of hashing"
        case .extensionDemanded: "the server demands an unknown extension of the sign-in"
        case .offerChanged:
            "the list of ways to sign in was changed between the server and here; do not use this network"
        case .channelNotBound: "the sign-in could not be bound to the encrypted connection"
        case .serverError(let word): "the server ended the sign-in (\(word))"
        case .serverUnproved: "the server did not prove that it knows the password"
        case .outOfOrder: "a sign-in message came out of order"
        case .clientUnproved: "the client did not prove that it knows the password"
        case .library(let cause): "the sign-in library failed (\(cause))"
        }
    }
}

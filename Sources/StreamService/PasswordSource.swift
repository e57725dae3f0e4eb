public import Messenger
public import SASL

/// Gives an account's password when it is needed, or says why there is none.
public typealias PasswordSource = @MainActor () async -> Result<Secret, PasswordUnavailable>

/// Why there is no password: a sign-in that never began.
public struct PasswordUnavailable: Error, Hashable, Sendable {
    /// One clause for a person, such as "the password command pass failed".
    public let reason: String
    /// Whether a person is to be asked.
    public let remedy: SessionEnd.Remedy

    /// A reason.
    public init(reason: String, remedy: SessionEnd.Remedy = .password) {
        self.reason = reason
        self.remedy = remedy
    }
}

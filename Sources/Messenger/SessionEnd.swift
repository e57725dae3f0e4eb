/// Why a sign-in failed, or a session ended that no sign-out of ours ended.
public struct SessionEnd: Hashable, Sendable {
    /// What the next step is.
    public enum Remedy: Hashable, Sendable {
        /// The fault may pass by itself: worth trying again after a while.
        case wait
        /// A person must mend something first (certificate, conflict, policy, configuration).
        case person
        /// A person must give another password.
        case password
    }

    /// One sentence part for a person, such as "signing in: wrong password". May hold text from outside.
    public let reason: String
    /// What the next step is.
    public let remedy: Remedy

    /// An end.
    public init(reason: String, remedy: Remedy) {
        self.reason = reason
        self.remedy = remedy
    }
}

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

    /// Whether the server still holds the session, so that contacts see one as before.
    public enum Session: Hashable, Sendable {
        /// It is gone, or as good as gone.
        case gone
        /// It waits for us for a while (XEP-0198): signing in continues it, and leaving takes a sign-out.
        case held
    }

    /// One sentence part for a person, such as "signing in: wrong password". May hold text from outside.
    public let reason: String
    /// What the next step is.
    public let remedy: Remedy
    /// What a person may allow, so that the next attempt succeeds; nil when there is no such thing.
    public let consent: Consent?
    /// Whether the server still holds the session.
    public let session: Session

    /// An end.
    public init(reason: String, remedy: Remedy, consent: Consent? = nil, session: Session = .gone) {
        self.reason = reason
        self.remedy = remedy
        self.consent = consent
        self.session = session
    }
}

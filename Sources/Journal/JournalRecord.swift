public import Messenger

/// One thing that happened to one service, as it is kept.
public struct JournalRecord: Hashable, Sendable {
    /// What can happen.
    public enum Happening: Hashable, Sendable {
        /// A sign-in began.
        case signInBegan
        /// A sign-in that began then has succeeded.
        case signedIn(began: JournalTime)
        /// A sign-in that began then has failed.
        case signInFailed(began: JournalTime, reason: String)
        /// A session ended without our sign-out.
        case sessionEnded(reason: String)
        /// A sign-out ended.
        case signedOut(Receipt)
    }

    /// What is known of a sign-out.
    public struct Receipt: Hashable, Sendable {
        /// When the person, or the end of the program, asked for it.
        public let asked: JournalTime
        /// When the command was with the operating system; nil when that was never told.
        public let sent: JournalTime?
        /// How it ended.
        public let ending: SignOutEnding

        /// A receipt.
        public init(asked: JournalTime, sent: JournalTime?, ending: SignOutEnding) {
            self.asked = asked
            self.sent = sent
            self.ending = ending
        }
    }

    /// When it happened. Of a sign-out: when it ended, which for an acknowledged one is when the server answered.
    public let time: JournalTime
    /// What the person calls the service.
    public let service: String
    /// One's own address there.
    public let address: String
    /// What happened.
    public let happening: Happening

    /// A record.
    public init(time: JournalTime, service: String, address: String, happening: Happening) {
        self.time = time
        self.service = service
        self.address = address
        self.happening = happening
    }
}

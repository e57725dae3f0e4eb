/// The times that run while signed in. How long each is, is not the session's to say.
public enum IRCTimer: Hashable, Sendable, CaseIterable {
    /// Nothing has come from the server for so long.
    case silence
    /// The server's answer to a ping is due.
    case answer
    /// The next question may be put.
    case pace
    /// Those of whom the server does not tell are asked for again.
    case poll
}

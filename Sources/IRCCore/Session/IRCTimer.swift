/// The times that run while signed in.
public enum IRCTimer: Hashable, Sendable, CaseIterable {
    /// Nothing has come from the server for so long.
    case silence
    /// The server's answer to a ping is due.
    case answer
    /// The next question may be put.
    case pace
    /// Those of whom the server does not tell are asked for again.
    case poll

    /// How long it runs, in seconds.
    var seconds: Int {
        switch self {
        case .silence: 60
        case .answer: 10
        case .pace: 2
        case .poll: 60
        }
    }
}

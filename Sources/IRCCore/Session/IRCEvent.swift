/// What happened in a session.
public enum IRCEvent: Hashable, Sendable {
    /// Signing in has come to this step.
    case progressed(IRCStep)
    /// From now on the server may know the session (nick and user are about to be told): leaving is a sign-out.
    case sessionBegan
    /// The watched nicks, each once. A contact's number is its place here, for the life of the session.
    case contactsReceived([String])
    /// Signed in, and the wished presence is ordered to be sent.
    case signedIn
    /// A watched nick's presence, whole.
    case presence(number: Int32, IRCPresence)
    /// The server shows us so from now on.
    case ownPresenceConfirmed(IRCOwnPresence)
    /// The sign-out has left: it was written, or the server has answered it.
    case signOutSent
    /// The session is over.
    case ended(IRCEnd)
}

/// How the server shows us.
public enum IRCOwnPresence: Hashable, Sendable {
    /// Not away.
    case here
    /// Away.
    case away
}

/// How the connection came to its end, as seen by the one who held it.
public enum IRCConnectionEnd: Hashable, Sendable {
    /// The server closed it; under TLS with or without saying so first (close_notify).
    case endOfFile(closeNotify: Bool)
    /// It broke, or could not be made, for this reason in words.
    case failed(String)
    /// The server is not who it should be, for this reason in words: a certificate.
    case untrusted(String)
}

/// What answers a sign-out.
public enum IRCAnswer: Hashable, Sendable {
    /// ERROR.
    case error
    /// The end of TLS in good order (close_notify).
    case closeNotify
}

/// How a session ended.
public enum IRCEnd: Hashable, Sendable {
    /// The server answered the sign-out, after so many lines that changed nothing.
    case acknowledged(IRCAnswer, passed: Int)
    /// After the sign-out the server closed the connection without an answer.
    case closedByServer
    /// After the sign-out was sent the connection broke.
    case connectionLost(String)
    /// The connection broke before the sign-out had left.
    case couldNotSend(String)
    /// Signed out before the server could know of a session.
    case cancelled
    /// Not a sign-out: the sign-in failed, or the session was lost.
    case failed(IRCFailure)
}

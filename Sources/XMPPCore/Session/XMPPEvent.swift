/// What happened in a session.
public enum XMPPEvent: Hashable, Sendable {
    /// Signing in has come to this step.
    case progressed(XMPPStep)
    /// From now on the server may know the session (its binding is about to be asked for): leaving is a sign-out.
    case sessionBegan
    /// The whole contact list. A contact's number is its place here, for the life of the session.
    case rosterReceived([RosterEntry])
    /// The server's name for the state that the contact list has now.
    case rosterVersion(String)
    /// Signed in: the contact list is here, and the wished presence is ordered to be sent.
    case signedIn
    /// A contact was added (its number is the next free one) or its entry changed.
    case rosterChanged(number: Int32, RosterEntry)
    /// A contact is no longer in the list.
    case rosterRemoved(number: Int32)
    /// A contact's presence, whole.
    case presence(number: Int32, ContactPresence)
    /// The account's own connections but this one, the most important first. Told when they change.
    case ownResources([ContactResource])
    /// What a contact tells of themselves, whole.
    case details(number: Int32, PersonalDetails)
    /// Somebody asks to see our presence. Told once.
    case subscriptionAsked(XMPPSubscriptionRequest)
    /// A request to see our presence is answered, or was withdrawn.
    case subscriptionAskEnded(JID)
    /// The blocked addresses, all of them.
    case blocked([JID])
    /// What came of something that a person asked.
    case requestAnswered(XMPPContactRequest, XMPPRequestAnswer)
    /// The sign-out has left: it was written, or the server has answered it.
    case signOutSent
    /// The session is over.
    case ended(XMPPEnd)
}

/// How the connection came to its end, as seen by the one who held it.
public enum XMPPConnectionEnd: Hashable, Sendable {
    /// The server closed it.
    case endOfFile
    /// It broke, or could not be made, for this reason in words.
    case failed(String)
    /// It was never attempted, for this reason in words: no server was found.
    case notFound(String)
    /// The server is not who it should be, for this reason in words: a certificate.
    case untrusted(String)
}

/// How a session ended.
public enum XMPPEnd: Hashable, Sendable {
    /// The server answered the sign-out with its closing tag, after so many stanzas that changed nothing.
    case acknowledged(passed: Int)
    /// After the sign-out the server closed the connection without an answer, or with an error.
    case closedByServer
    /// After the sign-out was sent the connection broke.
    case connectionLost(String)
    /// The connection broke before the sign-out had left.
    case couldNotSend(String)
    /// Signed out before the server could know of a session.
    case cancelled
    /// Not a sign-out: the sign-in failed, or the session was lost.
    case failed(XMPPFailure)
    /// The same, but the server holds the session for a while: see ``XMPPSession/takeHeld()``.
    case held(XMPPFailure)
}

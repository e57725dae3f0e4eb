/// What the messenger needs of a service: that it obeys orders, and tells what happened.
///
/// Everything happens on the main actor and in order. An order is put on the service's own queue; `perform`
/// never waits, and never calls `onEvent` for a session before it has returned from the order that began it.
@MainActor
public protocol Service: AnyObject {
    /// What a person knows the service by.
    var description: ServiceDescription { get }

    /// Where to tell what happened. Set by the messenger before the first order.
    var onEvent: @MainActor (SessionNumber, ServiceEvent) -> Void { get set }

    /// What is known of the contact list from earlier, asked at each sign-in; nil when nothing is. Set by the messenger.
    var knownContacts: @MainActor () -> KnownContacts? { get set }

    /// Does as ordered.
    func perform(_ order: ServiceOrder)
}

/// What the messenger orders a service to do.
public enum ServiceOrder: Hashable, Sendable {
    /// Begin a session, with this presence once signed in; or go on with the one that the server still holds.
    case signIn(SessionNumber, OwnPresence)
    /// Send the protocol's sign-out command and wait for the answer. Only after ``ServiceEvent/sessionBegan``,
    /// or for a session that the server holds (``SessionEnd/Session/held``) right after ``signIn(_:_:)``: then the
    /// service goes there, continues the session and ends it.
    case signOut(SessionNumber)
    /// Close the connection now: read what has arrived, let what was written leave, tell nothing any more.
    case close(SessionNumber)
    /// Show this presence to others, at once or as soon as the session is up.
    case setPresence(SessionNumber, OwnPresence)
    /// The connection may be dead without anybody having said so: ask the server for a sign of life, and tell the end
    /// if there is none. Only while signed in.
    case checkLink(SessionNumber)
    /// Do this with the contact list, and tell what came of it. Only while signed in.
    case request(SessionNumber, ContactRequest)
    /// Tell the server whether anybody is looking. Only while signed in.
    case setAttention(SessionNumber, Attention)
}

/// What a service tells of a session.
public enum ServiceEvent: Hashable, Sendable {
    /// A step of signing in was reached: finding the server, connecting or synchronizing.
    case progressed(Status)
    /// From now on the server may hold a session of ours: ending it takes a sign-out command.
    case sessionBegan
    /// The session is up.
    case signedIn
    /// The whole contact list. Contacts are numbered by their place in it.
    case contactsReceived([Contact])
    /// A contact was added to the end of the list, or the contact of this number was changed.
    case contactChanged(number: Int32, Contact)
    /// The contact of this number was removed. Its number is not used again in this session.
    case contactRemoved(number: Int32)
    /// A contact's presence, and since when the status is so.
    case presenceChanged(number: Int32, Presence, since: PresenceSince = .now)
    /// What a contact tells of themselves has changed.
    case detailsChanged(number: Int32, ContactDetails)
    /// The server's name for the state of the contact list after the changes told so far.
    case contactsVersionChanged(String)
    /// Somebody asks to see one's presence.
    case subscriptionRequested(SubscriptionRequest)
    /// A request for a subscription is answered or withdrawn.
    case subscriptionRequestEnded(address: String)
    /// The blocked addresses, all of them.
    case blockedChanged([String])
    /// What came of a request.
    case requestAnswered(ContactRequest, RequestAnswer)
    /// One's own other connections to the same account, the most important first.
    case ownResourcesChanged([Resource])
    /// The sign-out command is with the operating system.
    case signOutSent
    /// The session is over, and when anything was heard from the server last; nil when that is now, or nothing was.
    /// The last event of a session.
    case ended(ServiceEnd, lastHeard: Moment? = nil)
}

/// How a session ended, as the service saw it.
public enum ServiceEnd: Hashable, Sendable {
    /// The server answered the sign-out command, by this.
    case acknowledged(SignOutAnswer)
    /// The server closed the connection, or sent an error, with the sign-out command unanswered.
    case closedByServer
    /// The connection broke with the sign-out command unanswered.
    case connectionLost(reason: String)
    /// The sign-out command could not leave.
    case couldNotSend(reason: String)
    /// The session ended, or never came up, without a sign-out command.
    case failed(SessionEnd)
}

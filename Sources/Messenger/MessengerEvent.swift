public import EventBus

/// What happens in a messenger, as its views see it.
public enum MessengerEvent: Hashable, Sendable {
    /// The status of a service changed, or with nil the aggregate: disconnecting while any service is,
    /// otherwise the primary's.
    case statusChanged(ServiceID?, old: Status, new: Status)
    /// The wished presence changed.
    case ownPresenceChanged(OwnPresence)

    /// A service is up.
    case signedIn(ServiceID)
    /// A sign-in failed or a session ended, not by a sign-out of ours.
    case sessionEnded(ServiceID, SessionEnd)
    /// The service signs in again by itself at that moment, or with nil no longer.
    case retryPlanned(ServiceID, at: Moment?)

    /// A service's sign-out began.
    case signOutBegan(ServiceID, at: Moment)
    /// The service's sign-out command is with the operating system.
    case signOutSent(ServiceID)
    /// A service's sign-out ended.
    case signOutEnded(ServiceID, SignOutEnding)
    /// All services' sign-outs ended.
    case signedOut(SignOutReport)
    /// Whether a sign-in follows as soon as the sign-out has ended.
    case signInQueued(Bool)

    /// A service's whole contact list, without a hole: in the form in which it is kept, so that there is one copy of it
    /// however many keep it.
    case contactsReceived(ServiceID, [Contact?])
    /// A contact was added or changed.
    case contactChanged(ContactID, Contact)
    /// A contact was removed.
    case contactRemoved(ContactID)
    /// A contact's presence, and since when the status is so.
    case presenceChanged(ContactID, Presence, since: PresenceMoment)
    /// What a contact tells of themselves has changed.
    case detailsChanged(ContactID, ContactDetails)
    /// The server's name for the state of a service's contact list.
    case contactsVersionChanged(ServiceID, String)
    /// Somebody asks to see one's presence.
    case subscriptionRequested(ServiceID, SubscriptionRequest)
    /// A request for a subscription is answered or withdrawn.
    case subscriptionRequestEnded(ServiceID, address: String)
    /// A service's blocked addresses, all of them.
    case blockedChanged(ServiceID, [String])
    /// What came of a request.
    case requestAnswered(ServiceID, ContactRequest, RequestAnswer)
    /// One's own other connections to a service's account, the most important first.
    case ownResourcesChanged(ServiceID, [Resource])
    /// What was known of a service's contacts is only as of that moment: its session has ended.
    case contactsUnknown(ServiceID, asOf: Moment)
}

extension MessengerEvent: BusEvent {
    /// A contact's presence may be replaced by its newer presence; everything else is a transition.
    public var conflationKey: ContactID? {
        switch self {
        case .presenceChanged(let contact, _, _): contact
        case .statusChanged, .ownPresenceChanged, .signedIn, .sessionEnded, .retryPlanned, .signOutBegan,
            .signOutSent, .signOutEnded, .signedOut, .signInQueued, .contactsReceived, .contactChanged,
            .contactRemoved, .ownResourcesChanged, .contactsUnknown, .detailsChanged, .contactsVersionChanged,
            .subscriptionRequested, .subscriptionRequestEnded, .blockedChanged, .requestAnswered:
            nil
        }
    }
}

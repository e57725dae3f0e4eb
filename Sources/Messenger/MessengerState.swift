public import EventBus

/// What is known of all services and their contacts: everything that a view shows.
public struct MessengerState: Hashable, Sendable {
    /// The services, by ``ServiceID/index``.
    public private(set) var services: [ServiceState]
    /// The service whose status stands for all.
    public let primary: ServiceID?
    /// Disconnecting while any service is; otherwise the primary's status.
    public private(set) var status: Status = .offline
    /// The presence that is shown, or will be, to others.
    public private(set) var ownPresence: OwnPresence
    /// The last sign-out's report, until the next sign-in.
    public private(set) var lastReport: SignOutReport?
    /// Whether a sign-in follows as soon as the sign-out has ended.
    public private(set) var isSignInQueued = false

    /// The state before the first event.
    ///
    /// - Parameter known: The contact lists of earlier sessions, by the services' places.
    public init(
        services: [ServiceDescription], primary: ServiceID?, ownPresence: OwnPresence = OwnPresence(),
        known: [Int: KnownContacts] = [:]
    ) {
        self.services = services.enumerated().map { ServiceState(description: $1, known: known[$0]) }
        self.primary = primary
        self.ownPresence = ownPresence
    }

    /// The service, or nil for one that does not exist.
    public subscript(service: ServiceID) -> ServiceState? {
        services.indices.contains(service.index) ? services[service.index] : nil
    }
}

/// What is known of one service.
public struct ServiceState: Hashable, Sendable {
    /// What a person knows it by.
    public let description: ServiceDescription
    /// Its status.
    public internal(set) var status: Status = .offline
    /// Since when it has been disconnecting; nil when it is not.
    public internal(set) var disconnectingSince: Moment?
    /// Whether its sign-out command is with the operating system.
    public internal(set) var isSignOutSent = false
    /// How its last sign-out ended; nil after the next sign-in began.
    public internal(set) var lastEnding: SignOutEnding?
    /// Why its last session ended or failed without our sign-out; nil after the next sign-in began.
    public internal(set) var lastEnd: SessionEnd?
    /// When it signs in again by itself; nil when it does not.
    public internal(set) var retryAt: Moment?
    /// Its contacts, by number; nil at the number of a removed one. Kept after the session's end.
    public internal(set) var contacts: [Contact?] = []
    /// The contacts' presence, by the same numbers. All unknown while no session is up.
    public internal(set) var presences: [Presence] = []
    /// Since when the status is as it is, by the same numbers.
    private var moments: [MomentOrNone] = []
    /// One's own other connections to the account, the most important first; empty while no session is up.
    public internal(set) var ownResources: [Resource] = []
    /// What contacts tell of themselves, by number; only of those who tell anything. Empty while no session is up.
    public internal(set) var details: [Int32: ContactDetails] = [:]
    /// Who asks to see one's presence; none while no session is up.
    public internal(set) var requests = SubscriptionRequests()
    /// The blocked addresses, as far as the service has told them.
    public internal(set) var blocked: [String] = []
    /// The server's name for the state of the contact list; nil when it has told none.
    public internal(set) var contactsVersion: String?
    /// When what was known of the contacts became unknown; nil while a session is up.
    public internal(set) var contactsAsOf: Moment?

    /// Since when the presence is as it is, by the same numbers; nil when that is not known.
    public var presenceMoments: [Moment?] { moments.map(\.moment) }

    /// Since when the presence of the contact of this number is as it is; nil when that is not known.
    public func presenceMoment(of number: Int32) -> Moment? {
        let place = Int(number)
        return moments.indices.contains(place) ? moments[place].moment : nil
    }

    /// Whether the server still holds the last session, so that contacts see one as before: leaving takes a sign-out.
    public var isSessionHeld: Bool { status == .offline && lastEnd?.session == .held }

    /// A service before its first event.
    ///
    /// - Parameter known: The contact list of an earlier session.
    public init(description: ServiceDescription, known: KnownContacts? = nil) {
        self.description = description
        guard let known else { return }
        contacts = known.contacts
        presences = Array(repeating: .unknown, count: known.contacts.count)
        moments = Array(repeating: MomentOrNone(nil), count: known.contacts.count)
        contactsVersion = known.version
        contactsAsOf = known.asOf
    }

    /// The contact list for another session; nil before there was one.
    public func knownContacts(at now: Moment) -> KnownContacts? {
        guard contactsVersion != nil || !contacts.isEmpty else { return nil }
        return KnownContacts(
            version: contactsVersion, contacts: contacts.compactMap { $0 }, asOf: contactsAsOf ?? now)
    }
}

extension MessengerState: BusState {
    /// Takes the event into account.
    public mutating func apply(_ event: MessengerEvent) {
        switch event {
        case .statusChanged(nil, _, let new):
            status = new
        case .statusChanged(let service?, _, let new):
            change(service) { $0.enter(new) }
            if new == .findingServer || new == .connecting { lastReport = nil }
        case .ownPresenceChanged(let presence):
            ownPresence = presence
        case .signedIn:
            break
        case .sessionEnded(let service, let end):
            change(service) { $0.lastEnd = end }
        case .retryPlanned(let service, let moment):
            change(service) { $0.retryAt = moment }
        case .signOutBegan(let service, let moment):
            change(service) { $0.disconnectingSince = moment }
        case .signOutSent(let service):
            change(service) { $0.isSignOutSent = true }
        case .signOutEnded(let service, let ending):
            change(service) { $0.endSignOut(ending) }
        case .signedOut(let report):
            lastReport = report
        case .signInQueued(let queued):
            isSignInQueued = queued
        case .contactsReceived(let service, let contacts):
            change(service) { $0.replaceContacts(contacts) }
        case .contactChanged(let contact, let entry):
            change(contact.service) { $0.setContact(contact.number, entry) }
        case .contactRemoved(let contact):
            change(contact.service) { $0.removeContact(contact.number) }
        case .presenceChanged(let contact, let presence, let since):
            change(contact.service) { $0.setPresence(contact.number, presence, since) }
        case .ownResourcesChanged(let service, let resources):
            change(service) { $0.ownResources = resources }
        case .detailsChanged(let contact, let details):
            change(contact.service) { $0.setDetails(contact.number, details) }
        case .contactsVersionChanged(let service, let version):
            change(service) { $0.contactsVersion = version }
        case .subscriptionRequested(let service, let request):
            change(service) { $0.requests.add(request) }
        case .subscriptionRequestEnded(let service, let address):
            change(service) { $0.requests.remove(address) }
        case .blockedChanged(let service, let addresses):
            change(service) { $0.blocked = addresses }
        case .requestAnswered:
            break
        case .contactsUnknown(let service, let moment):
            change(service) { $0.forgetPresences(asOf: moment) }
        }
    }

    private mutating func change(_ service: ServiceID, _ change: (inout ServiceState) -> Void) {
        guard services.indices.contains(service.index) else { return }
        change(&services[service.index])
    }
}

extension ServiceState {
    mutating func enter(_ new: Status) {
        // A sign-in begins from a resting state; what the last session left behind is then old.
        if new.isPassing, new != .disconnecting, !status.isPassing {
            lastEnding = nil
            lastEnd = nil
            retryAt = nil
        }
        status = new
    }

    mutating func endSignOut(_ ending: SignOutEnding) {
        lastEnding = ending
        lastEnd = nil
        disconnectingSince = nil
        isSignOutSent = false
    }

    mutating func replaceContacts(_ entries: [Contact?]) {
        contacts = entries
        presences = entries.map { $0?.subscription.showsPresence == true ? .offline : .unknown }
        moments = Array(repeating: MomentOrNone(nil), count: entries.count)
        contactsAsOf = nil
        details = [:]
        contactsVersion = nil
    }

    mutating func setDetails(_ number: Int32, _ new: ContactDetails) {
        guard contacts.indices.contains(Int(number)), contacts[Int(number)] != nil else { return }
        details[number] = new == ContactDetails() ? nil : new
    }

    mutating func setContact(_ number: Int32, _ entry: Contact) {
        let place = Int(number)
        if contacts.indices.contains(place) {
            contacts[place] = entry
        } else if place == contacts.count {
            contacts.append(entry)
            presences.append(entry.subscription.showsPresence ? .offline : .unknown)
            moments.append(MomentOrNone(nil))
        }
    }

    mutating func removeContact(_ number: Int32) {
        guard contacts.indices.contains(Int(number)) else { return }
        contacts[Int(number)] = nil
        presences[Int(number)] = .unknown
        moments[Int(number)] = MomentOrNone(nil)
        details[number] = nil
    }

    mutating func setPresence(_ number: Int32, _ presence: Presence, _ since: PresenceMoment) {
        let place = Int(number)
        guard presences.indices.contains(place) else { return }
        let old = presences[place].status
        presences[place] = presence
        guard old != presence.status else {
            // The same again does not begin anew, but may say what was not known.
            if case .since(let moment) = since, moments[place].moment == nil {
                moments[place] = MomentOrNone(moment)
            }
            return
        }
        let moment: Moment? =
            switch since {
            case .since(let moment): moment
            case .unknown: nil
            // Of somebody who was not seen before, nobody knows how long it has been so.
            case .changed(let moment):
                old == .unknown || !(presence.status.isOnline || old.isOnline) ? nil : moment
            }
        moments[place] = MomentOrNone(moment)
    }

    mutating func forgetPresences(asOf moment: Moment) {
        ownResources = []
        details = [:]
        requests = SubscriptionRequests()
        // A failed attempt in between brought nothing newer.
        guard contactsAsOf == nil else { return }
        for place in presences.indices { presences[place] = .unknown }
        contactsAsOf = moment
    }
}

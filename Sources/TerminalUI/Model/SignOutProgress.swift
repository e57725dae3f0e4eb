import Messenger

/// A sign-out that is going on: which services were asked, and which have ended how.
struct SignOutProgress: Hashable {
    /// In the order in which they began.
    private(set) var began: [ServiceID] = []
    private(set) var ended: [SignOutReport.Entry] = []
    /// When the first began.
    private(set) var since: Moment?

    /// The services that still owe their answer.
    var owed: [ServiceID] { began.filter { service in !ended.contains { $0.service == service } } }

    /// What a view that opens in the middle can know.
    init(_ state: MessengerState) {
        for (index, service) in state.services.enumerated() {
            if let moment = service.disconnectingSince { begin(ServiceID(index: index), at: moment) }
        }
    }

    mutating func apply(_ event: MessengerEvent) {
        switch event {
        case .signOutBegan(let service, let moment): begin(service, at: moment)
        case .signOutEnded(let service, let ending):
            ended.append(SignOutReport.Entry(service: service, ending: ending))
        case .signedOut:
            began = []
            ended = []
            since = nil
        case .statusChanged, .ownPresenceChanged, .signedIn, .sessionEnded, .retryPlanned, .signOutSent,
            .signInQueued, .contactsReceived, .contactChanged, .contactRemoved, .presenceChanged,
            .ownResourcesChanged, .contactsUnknown, .detailsChanged, .contactsVersionChanged,
            .subscriptionRequested,
            .subscriptionRequestEnded, .blockedChanged, .requestAnswered:
            break
        }
    }

    private mutating func begin(_ service: ServiceID, at moment: Moment) {
        guard !began.contains(service) else { return }
        began.append(service)
        since = min(since ?? moment, moment)
    }
}

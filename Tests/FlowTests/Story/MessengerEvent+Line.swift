import Messenger

extension MessengerEvent {
    /// The event in one line without moments, so that a story can be compared; nil for a contact's presence.
    func line(_ names: [String]) -> String? {
        func name(_ service: ServiceID?) -> String { service.map { names[$0.index] } ?? "all" }
        switch self {
        case .statusChanged(let service, let old, let new):
            return "\(name(service)): \(old.words) > \(new.words)"
        case .ownPresenceChanged(let presence): return "own presence: \(presence.status.words)"
        case .signedIn(let service): return "\(name(service)): signed in"
        case .sessionEnded(let service, let end): return "\(name(service)): session ended (\(end.reason))"
        case .retryPlanned(let service, let moment):
            return "\(name(service)): \(moment == nil ? "no retry" : "retry planned")"
        case .signOutBegan(let service, _): return "\(name(service)): sign-out began"
        case .signOutSent(let service): return "\(name(service)): sign-out sent"
        case .signOutEnded(let service, let ending): return "\(name(service)): \(ending.kind)"
        case .signedOut(let report):
            return "signed out, \(report.isConfirmed ? "confirmed" : "not confirmed")"
        case .signInQueued(let queued): return queued ? "sign-in queued" : "no sign-in queued"
        case .contactsReceived(let service, let contacts):
            return "\(name(service)): \(contacts.count) contacts"
        case .contactChanged(let contact, _):
            return "\(name(contact.service)): contact \(contact.number) changed"
        case .contactRemoved(let contact):
            return "\(name(contact.service)): contact \(contact.number) removed"
        case .presenceChanged: return nil
        case .ownResourcesChanged(let service, let others): return "\(name(service)): also \(others.count)"
        case .detailsChanged: return nil
        case .contactsVersionChanged: return nil
        case .subscriptionRequested(let service, let request):
            return "\(name(service)): \(request.address) asks"
        case .subscriptionRequestEnded(let service, let address):
            return "\(name(service)): \(address) asks no more"
        case .blockedChanged(let service, let addresses):
            if addresses.isEmpty { return nil }
            return "\(name(service)): blocked \(addresses.joined(separator: ", "))"
        case .requestAnswered(let service, let request, let answer):
            return "\(name(service)): \(request) \(answer)"
        case .contactsUnknown(let service, _): return "\(name(service)): contacts unknown"
        }
    }
}

extension SignOutEnding {
    /// The ending without its duration.
    var kind: String {
        switch self {
        case .acknowledged: "acknowledged"
        case .closedByServer: "closed by server"
        case .connectionLost(let reason): "connection lost (\(reason))"
        case .couldNotSend(let reason): "could not send (\(reason))"
        case .abandoned: "abandoned"
        case .limitReached: "limit reached"
        case .cancelledBeforeSignIn: "cancelled before sign-in"
        }
    }
}

/// What is told of a sign-out of "home" alone, ending in this way.
func signOutLines(from status: String = "Available", ending: String, confirmed: Bool, sent: Bool = true)
    -> [String]
{
    [
        "home: sign-out began", "home: \(status) > Disconnecting", "all: \(status) > Disconnecting",
    ] + (sent ? ["home: sign-out sent"] : []) + [
        "home: contacts unknown", "home: \(ending)", "home: Disconnecting > Offline",
        "all: Disconnecting > Offline",
        "signed out, \(confirmed ? "confirmed" : "not confirmed")",
    ]
}

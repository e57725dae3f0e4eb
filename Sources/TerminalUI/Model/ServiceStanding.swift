import Messenger

/// How a service stands: of all that is known of it, the one thing that a person is to be told now.
enum ServiceStanding: Hashable {
    case online(Status)
    /// On its way: finding the server, connecting or synchronizing.
    case comingUp(Status)
    /// Its sign-out is owed an answer.
    case disconnecting(since: Moment?)
    /// It broke off, and is tried again by itself.
    case willRetry(at: Moment, SessionEnd?)
    /// Its sign-out has ended.
    case signedOut(SignOutEnding)
    /// It failed, and waits for a person.
    case failed(SessionEnd)
    case offline

    init(_ service: ServiceState) {
        let status = service.status
        if status == .disconnecting {
            self = .disconnecting(since: service.disconnectingSince)
        } else if status.isPassing {
            self = .comingUp(status)
        } else if status.isOnline {
            self = .online(status)
        } else {
            self = Self.resting(service)
        }
    }

    /// What ended last counts: a sign-out clears a retry, and a sign-in clears both endings.
    private static func resting(_ service: ServiceState) -> ServiceStanding {
        if let moment = service.retryAt { return .willRetry(at: moment, service.lastEnd) }
        if let ending = service.lastEnding { return .signedOut(ending) }
        return service.lastEnd.map { .failed($0) } ?? .offline
    }

    /// Why it is not up although nobody signed it out; nil when that is not so.
    var trouble: SessionEnd? {
        switch self {
        case .willRetry(_, let end): end
        case .failed(let end): end
        case .online, .comingUp, .disconnecting, .signedOut, .offline: nil
        }
    }

    /// Whether contacts may see us although we signed out.
    var isUnconfirmed: Bool {
        switch self {
        case .signedOut(let ending): !ending.isConfirmed
        case .online, .comingUp, .disconnecting, .willRetry, .failed, .offline: false
        }
    }

    /// Its symbol; "!" where a sign-out was not confirmed, as in the journal.
    var symbol: DisplayText {
        switch self {
        case .online(let status), .comingUp(let status): status.symbol
        case .disconnecting: Status.disconnecting.symbol
        case .signedOut: isUnconfirmed ? "!" : Status.offline.symbol
        case .willRetry, .failed, .offline: Status.offline.symbol
        }
    }

    var style: Style {
        switch self {
        case .online(let status), .comingUp(let status): status.style
        case .disconnecting: .pending
        case .signedOut: isUnconfirmed ? .warning : .success
        case .willRetry: .pending
        case .failed: .error
        case .offline: .offline
        }
    }
}

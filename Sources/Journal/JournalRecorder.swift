public import Messenger

/// Makes records of what a messenger tells: a value that is fed with every event, in order.
public struct JournalRecorder {
    private let services: [ServiceDescription]
    private var courses: [Course]

    /// Where a service stands, as far as its records need it.
    fileprivate enum Course {
        case resting
        case signingIn(began: JournalTime)
        case signedIn
        case signingOut(asked: JournalTime, sent: JournalTime?)
    }

    /// A recorder for a messenger whose services are all signed out.
    public init(_ services: [ServiceDescription]) {
        self.services = services
        courses = Array(repeating: .resting, count: services.count)
    }

    /// Takes one event, and returns the record that it finishes.
    public mutating func take(_ event: MessengerEvent, at now: JournalReading) -> JournalRecord? {
        switch event {
        case .statusChanged(let service?, _, let new): return statusChanged(service, new, now)
        case .signedIn(let service): return signedIn(service, now)
        case .sessionEnded(let service, let end): return sessionEnded(service, end, now)
        case .signOutBegan(let service, let moment):
            move(service) { _ in .signingOut(asked: now.time(of: moment), sent: nil) }
        case .signOutSent(let service): move(service) { $0.sent(at: now.time) }
        case .signOutEnded(let service, let ending): return signOutEnded(service, ending, now)
        case .statusChanged(nil, _, _), .ownPresenceChanged, .retryPlanned, .signedOut, .signInQueued,
            .contactsReceived, .contactChanged, .contactRemoved, .presenceChanged, .ownResourcesChanged,
            .contactsUnknown, .detailsChanged, .contactsVersionChanged, .subscriptionRequested,
            .subscriptionRequestEnded, .blockedChanged, .requestAnswered:
            break
        }
        return nil
    }

    private mutating func statusChanged(
        _ service: ServiceID, _ new: Status, _ now: JournalReading
    ) -> JournalRecord? {
        guard new.isPassing, new != .disconnecting, case .resting = course(of: service) else { return nil }
        move(service) { _ in .signingIn(began: now.time) }
        return record(service, .signInBegan, now.time)
    }

    private mutating func signedIn(_ service: ServiceID, _ now: JournalReading) -> JournalRecord? {
        let began: JournalTime
        if case .signingIn(let time) = course(of: service) { began = time } else { began = now.time }
        move(service) { _ in .signedIn }
        return record(service, .signedIn(began: began), now.time)
    }

    private mutating func sessionEnded(
        _ service: ServiceID, _ end: SessionEnd, _ now: JournalReading
    ) -> JournalRecord? {
        let reason = JournalText.clean(end.reason)
        let happening: JournalRecord.Happening =
            switch course(of: service) {
            case .signingIn(let began): .signInFailed(began: began, reason: reason)
            case .resting, .signedIn, .signingOut: .sessionEnded(reason: reason)
            }
        move(service) { _ in .resting }
        return record(service, happening, now.time)
    }

    private mutating func signOutEnded(
        _ service: ServiceID, _ ending: SignOutEnding, _ now: JournalReading
    ) -> JournalRecord? {
        let receipt: JournalRecord.Receipt =
            switch course(of: service) {
            case .signingOut(let asked, let sent):
                JournalRecord.Receipt(asked: asked, sent: sent, ending: ending.kept)
            case .resting, .signingIn, .signedIn:
                JournalRecord.Receipt(asked: now.time, sent: nil, ending: ending.kept)
            }
        move(service) { _ in .resting }
        return record(service, .signedOut(receipt), now.time)
    }

    private func record(
        _ service: ServiceID, _ happening: JournalRecord.Happening, _ time: JournalTime
    ) -> JournalRecord? {
        guard services.indices.contains(service.index) else { return nil }
        let description = services[service.index]
        return JournalRecord(
            time: time, service: JournalText.clean(description.name),
            address: JournalText.clean(description.address), happening: happening)
    }

    private func course(of service: ServiceID) -> Course {
        courses.indices.contains(service.index) ? courses[service.index] : .resting
    }

    private mutating func move(_ service: ServiceID, _ next: (Course) -> Course) {
        guard courses.indices.contains(service.index) else { return }
        courses[service.index] = next(courses[service.index])
    }
}

extension JournalRecorder.Course {
    /// The command left. Once is enough.
    fileprivate func sent(at time: JournalTime) -> Self {
        switch self {
        case .signingOut(let asked, nil): .signingOut(asked: asked, sent: time)
        case .resting, .signingIn, .signedIn, .signingOut: self
        }
    }
}

extension SignOutEnding {
    /// The ending to the millisecond, with its reason cleaned: as it will be read back.
    fileprivate var kept: SignOutEnding {
        switch self {
        case .acknowledged(let after, let answer): .acknowledged(after: after.wholeMilliseconds, by: answer)
        case .closedByServer: self
        case .connectionLost(let reason): .connectionLost(reason: JournalText.clean(reason))
        case .couldNotSend(let reason): .couldNotSend(reason: JournalText.clean(reason))
        case .abandoned(let after): .abandoned(after: after.wholeMilliseconds)
        case .limitReached(let after): .limitReached(after: after.wholeMilliseconds)
        case .cancelledBeforeSignIn: self
        }
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Duration {
        let (seconds, attoseconds) = components
        return .seconds(seconds) + .milliseconds(attoseconds / 1_000_000_000_000_000)
    }
}

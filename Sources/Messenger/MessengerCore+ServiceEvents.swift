extension MessengerCore {
    /// Takes what the service told of its running session.
    mutating func take(_ event: ServiceEvent, of service: ServiceID, at now: Moment) {
        switch event {
        case .progressed(let step): progressed(service, step)
        case .sessionBegan: sessionBegan(service)
        case .signedIn: signedIn(service)
        case .signOutSent: signOutSent(service)
        case .ended(let end, let lastHeard):
            ended(service, end, heard: min(lastHeard ?? now, now), at: now)
        case .contactsReceived(let contacts):
            postUnlessSigningOut(service, .contactsReceived(service, contacts))
        case .contactChanged(let number, let contact):
            postUnlessSigningOut(
                service, .contactChanged(ContactID(service: service, number: number), contact))
        case .contactRemoved(let number):
            postUnlessSigningOut(service, .contactRemoved(ContactID(service: service, number: number)))
        case .ownResourcesChanged(let resources):
            postUnlessSigningOut(service, .ownResourcesChanged(service, resources))
        case .detailsChanged(let number, let details):
            postUnlessSigningOut(
                service, .detailsChanged(ContactID(service: service, number: number), details))
        case .contactsVersionChanged(let version):
            postUnlessSigningOut(service, .contactsVersionChanged(service, version))
        case .subscriptionRequested(let request):
            postUnlessSigningOut(service, .subscriptionRequested(service, request))
        case .subscriptionRequestEnded(let address):
            postUnlessSigningOut(service, .subscriptionRequestEnded(service, address: address))
        case .blockedChanged(let addresses):
            postUnlessSigningOut(service, .blockedChanged(service, addresses))
        case .requestAnswered(let request, let answer):
            post(.requestAnswered(service, request, answer))
        case .presenceChanged(let number, let presence, let since):
            let contact = ContactID(service: service, number: number)
            postUnlessSigningOut(
                service, .presenceChanged(contact, presence, since: PresenceMoment(since, at: now)))
        }
    }

    /// The list stands still while its service signs out.
    private mutating func postUnlessSigningOut(_ service: ServiceID, _ event: MessengerEvent) {
        switch phase(service) {
        case .signingIn, .online: post(event)
        case .disconnecting, .offline, .offlineHeld, .waitingToRetry: break
        }
    }

    private mutating func progressed(_ service: ServiceID, _ step: Status) {
        guard case .signingIn(var signingIn) = phase(service), step.isPassing, step != .disconnecting else {
            return
        }
        signingIn.step = step
        move(service, to: .signingIn(signingIn))
    }

    private mutating func sessionBegan(_ service: ServiceID) {
        guard case .signingIn(var signingIn) = phase(service) else { return }
        signingIn.reach = .session
        phases[service.index] = .signingIn(signingIn)
    }

    private mutating func signedIn(_ service: ServiceID) {
        guard case .signingIn(let signingIn) = phase(service) else { return }
        move(service, to: .online(signingIn.session))
        post(.signedIn(service))
        if attention != .looking {
            orders.append(.order(service, .setAttention(signingIn.session, attention)))
        }
    }

    /// What is known of the contacts is as old as the last word of the server, not as the discovery that it is gone.
    private mutating func ended(
        _ service: ServiceID, _ end: ServiceEnd, heard: Moment, at now: Moment
    ) {
        switch phase(service) {
        case .offline, .offlineHeld, .waitingToRetry:
            break
        case .signingIn(let signingIn):
            let retry = signingIn.attempt > 0 ? signingIn.attempt + 1 : nil
            endSession(service, end.withoutSignOut, retryAs: retry, heard: heard, at: now)
        case .online:
            endSession(service, end.withoutSignOut, retryAs: 1, heard: heard, at: now)
        case .disconnecting(let owed):
            answered(service, owed, end, heard: heard, at: now)
        }
    }

    private mutating func answered(
        _ service: ServiceID, _ owed: ServicePhase.Disconnecting, _ end: ServiceEnd, heard: Moment,
        at now: Moment
    ) {
        // An answer proves the write.
        if case .acknowledged = end { signOutSent(service) }
        let ending = end.ending(after: now.since(owed.since), command: owed.command)
        endSignOut(of: service, ending, asOf: min(heard, owed.since))
    }

    /// A session ended that nobody signed out of.
    private mutating func endSession(
        _ service: ServiceID, _ end: SessionEnd, retryAs attempt: Int?, heard: Moment, at now: Moment
    ) {
        post(.contactsUnknown(service, asOf: heard))
        post(.sessionEnded(service, end))
        guard let attempt, end.remedy == .wait else {
            move(service, to: end.session == .held ? .offlineHeld : .offline)
            return
        }
        let moment = now.advanced(by: retryDelay.next(attempt: attempt))
        move(service, to: .waitingToRetry(attempt: attempt, at: moment, end.session))
        post(.retryPlanned(service, at: moment))
        orders.append(.arm(.retry(service), at: moment))
    }
}

extension ServiceEnd {
    /// What a session's end means when a sign-out was owed.
    func ending(after: Duration, command: ServicePhase.Command) -> SignOutEnding {
        switch (self, command) {
        case (.acknowledged(let answer), _): .acknowledged(after: after, by: answer)
        case (.closedByServer, _): .closedByServer
        case (.connectionLost(let reason), _): .connectionLost(reason: reason)
        case (.couldNotSend(let reason), _): .couldNotSend(reason: reason)
        case (.failed(let end), .ordered): .couldNotSend(reason: end.reason)
        case (.failed(let end), .sent): .connectionLost(reason: end.reason)
        }
    }

    /// What a session's end means when nobody signed out.
    var withoutSignOut: SessionEnd {
        switch self {
        case .acknowledged, .closedByServer:
            SessionEnd(reason: "the server closed the connection", remedy: .wait)
        case .connectionLost(let reason), .couldNotSend(let reason): SessionEnd(reason: reason, remedy: .wait)
        case .failed(let end): end
        }
    }
}

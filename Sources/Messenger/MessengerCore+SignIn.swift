extension MessengerCore {
    /// Begins every service of those wanted that has no session.
    mutating func beginSignIn(_ wanted: [ServiceID]) {
        for service in wanted where phases.indices.contains(service.index) {
            switch phase(service) {
            case .offline: begin(service, attempt: 0)
            case .offlineHeld: begin(service, attempt: 0, after: .held)
            case .waitingToRetry(_, _, let last):
                orders.append(.disarm(.retry(service)))
                // Hastened, it is still the return of a session that was up, and goes on until that is.
                begin(service, attempt: 1, after: last)
            case .signingIn, .online, .disconnecting: break
            }
        }
    }

    /// Begins a session, or goes on with the last one if the server still holds it.
    mutating func begin(_ service: ServiceID, attempt: Int, after last: SessionEnd.Session = .gone) {
        let session = nextSession()
        let signingIn = ServicePhase.SigningIn(
            session: session, attempt: attempt, step: .connecting,
            reach: last == .held ? .session : .noSession)
        move(service, to: .signingIn(signingIn))
        orders.append(.order(service, .signIn(session, wished)))
    }

    /// Tries again if it is time, and otherwise waits for what is left of the time.
    mutating func retry(
        _ service: ServiceID, _ attempt: Int, after last: SessionEnd.Session, dueAt moment: Moment,
        _ now: Moment
    ) {
        guard moment <= now else { return orders.append(.arm(.retry(service), at: moment)) }
        orders.append(.disarm(.retry(service)))
        begin(service, attempt: attempt, after: last)
    }

    mutating func toggleSignInAfterwards() {
        guard let running = signingOut else { return }
        let new: Afterwards = running.afterwards == .signIn ? .stayOffline : .signIn
        signingOut?.afterwards = new
        post(.signInQueued(new == .signIn))
    }

    mutating func forgetSignInAfterwards() {
        guard signingOut?.afterwards == .signIn else { return }
        toggleSignInAfterwards()
    }

    mutating func wish(_ presence: OwnPresence) {
        let old = services.map { status(of: $0) }
        wished = presence
        post(.ownPresenceChanged(presence))
        for service in services {
            switch phase(service) {
            case .online(let session):
                orders.append(.order(service, .setPresence(session, presence)))
                let before = old[service.index]
                if before != presence.status {
                    post(.statusChanged(service, old: before, new: presence.status))
                }
            // So that nobody sees the earlier one first.
            case .signingIn(let signingIn):
                orders.append(.order(service, .setPresence(signingIn.session, presence)))
            case .offline, .offlineHeld, .waitingToRetry, .disconnecting: break
            }
        }
        updateAggregate()
    }
}

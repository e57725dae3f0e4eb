extension MessengerCore {
    /// Begins the sign-out of every service that is not at rest. At least one is not.
    mutating func beginSignOut(limit: Duration?, at now: Moment) {
        signingOut = SigningOut(began: now, primaryNotSignedIn: primaryNotSignedIn)
        let held = services.filter { isHeld(phase($0)) }
        for service in services { beginSignOut(of: service, at: now) }
        for service in services {
            guard case .disconnecting(let owed) = phase(service) else { continue }
            if held.contains(service) { orders.append(.order(service, .signIn(owed.session, wished))) }
            orders.append(.order(service, .signOut(owed.session)))
        }
        if let limit { lowerDeadline(to: now.advanced(by: limit)) }
        finishCallsIfAllSent()
        finishSignOutIfAllEnded()
    }

    /// The command that one service was ordered to send is with the operating system.
    mutating func signOutSent(_ service: ServiceID) {
        guard case .disconnecting(var owed) = phase(service), owed.command == .ordered else { return }
        owed.command = .sent
        phases[service.index] = .disconnecting(owed)
        post(.signOutSent(service))
        finishCallsIfAllSent()
    }

    /// The only way out of disconnecting but `endAllOwed`. The list has stood still since the sign-out began, so
    /// it tells of that moment or of an earlier one.
    mutating func endSignOut(of service: ServiceID, _ ending: SignOutEnding, asOf moment: Moment) {
        post(.contactsUnknown(service, asOf: moment))
        record(service, ending)
        finishCallsIfAllSent()
        finishSignOutIfAllEnded()
    }

    /// Ends every service that has not answered: its connection is closed and nothing more is heard of it.
    mutating func endAllOwed(_ ending: (_ since: Moment) -> SignOutEnding) {
        for service in services {
            guard case .disconnecting(let owed) = phase(service) else { continue }
            orders.append(.order(service, .close(owed.session)))
            post(.contactsUnknown(service, asOf: owed.since))
            record(service, ending(owed.since))
        }
        finishCallsIfAllSent()
        finishSignOutIfAllEnded()
    }

    /// Waits no longer than until then; an earlier deadline stays.
    mutating func lowerDeadline(to moment: Moment) {
        guard let running = signingOut, isAnyOwed else { return }
        if let deadline = running.deadline, deadline <= moment { return }
        signingOut?.deadline = moment
        orders.append(.arm(.signOutLimit, at: moment))
    }

    /// Ends the wait if its time is over, and otherwise waits for what is left of it.
    mutating func checkDeadline(at now: Moment) {
        guard let deadline = signingOut?.deadline else { return }
        guard deadline <= now else { return orders.append(.arm(.signOutLimit, at: deadline)) }
        endAllOwed { .limitReached(after: now.since($0)) }
    }

    /// A primary that is signing in counts as signed in; one that waits to be tried again does not.
    private var primaryNotSignedIn: ServiceID? {
        guard let primary else { return nil }
        switch phase(primary) {
        case .offline, .waitingToRetry(_, _, .gone): return primary
        case .offlineHeld, .waitingToRetry(_, _, .held), .signingIn, .online, .disconnecting: return nil
        }
    }

    /// Whether the server holds a session that no connection of ours belongs to.
    private func isHeld(_ phase: ServicePhase) -> Bool {
        switch phase {
        case .offlineHeld, .waitingToRetry(_, _, .held): true
        case .waitingToRetry(_, _, .gone), .offline, .signingIn, .online, .disconnecting: false
        }
    }

    private mutating func beginSignOut(of service: ServiceID, at now: Moment) {
        switch phase(service) {
        case .offline, .disconnecting:
            break
        // Contacts still see one there: it takes a sign-out, for which the service goes back.
        case .offlineHeld:
            disconnect(service, nextSession(), at: now)
        case .waitingToRetry(_, _, .held):
            orders.append(.disarm(.retry(service)))
            disconnect(service, nextSession(), at: now)
            post(.retryPlanned(service, at: nil))
        case .waitingToRetry(_, _, .gone):
            orders.append(.disarm(.retry(service)))
            post(.signOutBegan(service, at: now))
            post(.retryPlanned(service, at: nil))
            record(service, .cancelledBeforeSignIn)
        case .signingIn(let signingIn) where signingIn.reach == .noSession:
            orders.append(.order(service, .close(signingIn.session)))
            post(.signOutBegan(service, at: now))
            record(service, .cancelledBeforeSignIn)
        case .signingIn(let signingIn):
            disconnect(service, signingIn.session, at: now)
        case .online(let session):
            disconnect(service, session, at: now)
        }
    }

    private mutating func disconnect(_ service: ServiceID, _ session: SessionNumber, at now: Moment) {
        post(.signOutBegan(service, at: now))
        move(
            service,
            to: .disconnecting(ServicePhase.Disconnecting(session: session, since: now, command: .ordered)))
    }

    private mutating func record(_ service: ServiceID, _ ending: SignOutEnding) {
        signingOut?.entries.append(SignOutReport.Entry(service: service, ending: ending))
        post(.signOutEnded(service, ending))
        move(service, to: .offline)
    }

    /// The calls return when each command is with the operating system, or its service has ended.
    private mutating func finishCallsIfAllSent() {
        guard let running = signingOut, running.calls == .waiting else { return }
        for case .disconnecting(let owed) in phases where owed.command == .ordered { return }
        let error = result(of: running)
        signingOut?.calls = .finished(error)
        orders.append(.finishSignOutCalls(error))
    }

    private func result(of running: SigningOut) -> SignOutError? {
        if let primary = running.primaryNotSignedIn { return .notSignedIn(primary: primary) }
        var unsent: [ServiceID: String] = [:]
        for entry in running.entries {
            if case .couldNotSend(let reason) = entry.ending { unsent[entry.service] = reason }
        }
        return unsent.isEmpty ? nil : .couldNotSend(unsent)
    }

    private mutating func finishSignOutIfAllEnded() {
        guard let running = signingOut, !isAnyOwed else { return }
        signingOut = nil
        if running.deadline != nil { orders.append(.disarm(.signOutLimit)) }
        updateAggregate()
        let report = SignOutReport(entries: running.entries, primaryNotSignedIn: running.primaryNotSignedIn)
        post(.signedOut(report))
        switch running.afterwards {
        case .stayOffline: break
        case .signIn:
            post(.signInQueued(false))
            beginSignIn(services)
        }
    }
}

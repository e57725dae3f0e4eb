/// Stream management (XEP-0198): counting what both sides have taken, and sessions that outlive their connection.
extension XMPPSession {
    mutating func enableManagement() {
        write(ManagementWords.enable())
        management = StreamManagement()
    }

    /// Counts what the server may have to send again (XEP-0198 section 4): stanzas, and nothing else.
    mutating func count(_ item: StreamItem) {
        switch item {
        case .presence: management?.took()
        case .element(let element):
            if sameBytes(element.namespace, XMLNamespace.client) { management?.took() }
        case .opened, .rosterItem, .blockedItem, .closed: break
        }
    }

    /// Asks, once for all that an input has led to, what the server has taken.
    mutating func askForAcknowledgement() {
        guard management?.isAnswerWanted ?? false, case .online = phase else { return }
        write(ManagementWords.request)
        management?.asked()
    }

    /// Whether the element was one of stream management, which has then been taken.
    mutating func handleManagement(_ element: XMLElement) -> Bool {
        if element.matches("features", XMLNamespace.streams) {
            customs.offers = XMPPServerCustoms.offers(in: element)
            if management == nil, customs.offers.contains(.streamManagement) { enableManagement() }
            return true
        }
        guard sameBytes(element.namespace, XMLNamespace.streamManagement) else { return false }
        if sameBytes(element.name, "r") {
            if let management { write(ManagementWords.acknowledgement(management.handled)) }
        } else if sameBytes(element.name, "a") {
            acknowledged(element)
        } else if sameBytes(element.name, "enabled") {
            management?.agreed(ManagementWords.promise(in: element))
        } else if sameBytes(element.name, "failed") {
            // The server cannot, for now or for us. The session is as good without.
            if !(management?.isAgreed ?? true) { management = nil }
        }
        return true
    }

    /// XEP-0198 section 4: a server that has taken more than it was sent, or fewer than before, counts something else.
    private mutating func acknowledged(_ element: XMLElement) {
        guard management != nil else { return }
        guard let count = ManagementWords.count(in: element), management?.acknowledge(count) ?? false else {
            return fail(
                .unexpected("an impossible count of what it has received", while: phase.step),
                saying: "undefined-condition")
        }
        // What the server had kept for us came before its answer.
        if case .catchingUp = burst { burst = .settling }
    }

    // MARK: Going on with a session

    mutating func answeredResuming(_ element: XMLElement) {
        if element.matches("resumed", XMLNamespace.streamManagement) {
            resumed(element)
        } else if element.matches("failed", XMLNamespace.streamManagement) {
            notResumed()
        }
    }

    /// The server holds it no more: a new session, or none if it was only to be left.
    private mutating func notResumed() {
        forgetHeld()
        switch departure {
        case .wanted: leaveStream()
        case .unwanted: bindInstead()
        }
    }

    private mutating func bindInstead() {
        let ids = entryIDs()
        move(to: .binding(ids))
        order(.restartStepTimer(.binding))
        ask(.binding(ids))
    }

    mutating func resumed(_ element: XMLElement) {
        guard let held, let name = element["previd"], sameBytes(name, held.promise.id) else {
            forgetHeld()
            return fail(.unexpected("another session than it was asked for", while: .resuming))
        }
        self.held = nil
        take(held)
        guard let count = ManagementWords.count(in: element), management?.acknowledge(count) ?? false else {
            management = nil
            return fail(
                .unexpected("an impossible count of what it has received", while: .resuming),
                saying: "undefined-condition")
        }
        switch departure {
        // What was not taken is not sent again: persons are told that it was not done.
        case .wanted: writeSignOut()
        case .unwanted: goOn(held)
        }
    }

    private mutating func take(_ held: XMPPHeldSession) {
        address = held.address
        own = held.address.bare
        ownConnections = held.ownConnections
        told = held.told
        rosterVersion = held.rosterVersion
        management = held.management
        standing = held.standing
        requests = held.requests
    }

    /// Tells again what is known, since whoever listens has taken it for unknown meanwhile.
    private mutating func goOn(_ held: XMPPHeldSession) {
        let (table, entries, numbers) = held.contacts.renumbered()
        contacts = table
        standing.details.renumber(numbers)
        answerLost(requests.renumber(numbers))
        report(.rosterReceived(entries))
        reportRosterVersion()
        burst = .catchingUp
        comeOnline()
        report(.signedIn)
        for number in entries.indices {
            guard let number = Int32(exactly: number), let presence = contacts.presence(of: number) else {
                continue
            }
            report(.presence(number: number, presence))
        }
        othersTold = []
        tellOthers()
        tellStandingAgain()
        sendAgain()
        show(wish)
        tellAttention()
        write(ManagementWords.request)
        management?.asked()
    }

    /// Answers what was asked about contacts who are gone, before the new list is told: their numbers are others' then.
    private mutating func answerLost(_ requests: [XMPPContactRequest]) {
        for request in requests {
            if case .remove = request {
                answer(request, .done)
            } else {
                answer(request, .refused(.noContact))
            }
        }
    }

    /// XEP-0198 section 5: what the server has not taken is sent once more. It counts already.
    private mutating func sendAgain() {
        for stanza in management?.unacknowledged ?? [] { write(stanza) }
    }

    // MARK: Losing the connection

    /// The connection is given up. If the server holds the session, nothing is written that would end it.
    mutating func lose(_ failure: XMPPFailure) {
        if case .online = phase, let session = holdable() {
            held = session
            // What persons wait for is answered when the session goes on, or when it cannot.
            _ = requests.takeUnanswered()
        }
        finish(.failed(failure))
    }

    /// Whether the session may outlive this failure, so that its stream must not be closed.
    func isHeldThrough(_ failure: XMPPFailure) -> Bool {
        guard case .noAnswer = failure else { return false }
        if case .online = phase { return management?.promise != nil }
        return phase.isResuming
    }

    private func holdable() -> XMPPHeldSession? {
        guard var management, let promise = management.promise, let address else { return nil }
        var requests = requests
        management.connectionBroke()
        requests.connectionBroke()
        return XMPPHeldSession(
            address: address, promise: promise, management: management, contacts: contacts,
            rosterVersion: rosterVersion, ownConnections: ownConnections, told: told, standing: standing,
            requests: requests)
    }

    /// The server holds it no more, or nobody asks for it any more: what persons wait for in it does not come.
    mutating func forgetHeld() {
        for request in held?.requests.persons ?? [] { answer(request, .refused(.sessionEnded)) }
        held = nil
    }

    func whatIsHeld(after end: XMPPEnd) -> XMPPEnd {
        guard case .failed(let failure) = end, held != nil, case .unwanted = departure else { return end }
        return .held(failure)
    }

    /// What the next sign-in needs to go on with the session, after this one has ended; nil when the server holds none.
    public mutating func takeHeld() -> XMPPHeldSession? {
        defer { held = nil }
        return held
    }
}

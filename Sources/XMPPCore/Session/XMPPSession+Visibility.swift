/// Being seen, and not being seen (RFC 6121 section 4, XEP-0186).
///
/// Whoever sends no presence is seen by nobody, and sees nobody: the server tells such a connection nothing of others
/// (RFC 6121 section 4.2.2). All contacts are unknown then. A server that can hide us leaves us the sight of them.
extension XMPPSession {
    /// From now on contacts may see this; nil: nothing at all.
    mutating func show(_ presence: XMPPPresence?) {
        switch (presence, standing.visibility) {
        case (nil, .absent), (nil, .hiding), (nil, .hidden): break
        case (nil, .shown): hide()
        case (.some, .shown): tell(presence)
        case (.some, .absent) where requests.isOnItsWay(.lateInvisible):
            becomeVisible(presence)
            contactsComeBack()
        case (.some, .absent):
            standing.visibility = .shown
            tell(presence)
            contactsComeBack()
        case (.some, .hiding(let before)):
            becomeVisible(presence)
            if case .absent = before { contactsComeBack() }
        case (.some, .hidden): becomeVisible(presence)
        }
    }

    /// Tells contacts this presence, unless they have been told so.
    mutating func tell(_ presence: XMPPPresence?) {
        if let presence, let told, presence.saysTheSame(as: told) { return }
        guard presence != told else { return }
        told = presence
        write(XMPPPresence.stanza(presence, capabilities))
    }

    /// Signed in: with the wished presence, or without one, and then what the list does not say nobody has said.
    mutating func beginStanding() {
        tell(wish)
        guard wish == nil else { return standing.visibility = .shown }
        standing.visibility = .absent
        forgetContacts()
        askForHiding()
    }

    private mutating func hide() {
        if case .offered = standing.hidingOffer { return askToBeHidden(.shown) }
        disappear()
        askForHiding()
    }

    /// Contacts see us go, before anything else is tried.
    private mutating func disappear() {
        standing.visibility = .absent
        tell(nil)
        forgetContacts()
    }

    // MARK: The server's help

    private mutating func askForHiding() {
        switch standing.hidingOffer {
        case .offered: askToBeHidden(.absent)
        case .asked, .notOffered: break
        case .unknown:
            standing.hidingOffer = .asked
            send(
                .serverFeatures, "get", XMLElement("query", namespace: XMLNamespace.discoInfo), to: .server)
        }
    }

    mutating func featuresCame(_ reply: Reply, _ element: XMLElement) {
        let features = element.child("query", XMLNamespace.discoInfo)?.children ?? []
        let isOffered =
            reply == .result
            && features.contains {
                $0.matches("feature", XMLNamespace.discoInfo)
                    && sameBytes($0["var"] ?? "", XMLNamespace.invisible)
            }
        standing.hidingOffer = isOffered ? .offered : .notOffered
        if isOffered, case .absent = standing.visibility { askToBeHidden(.absent) }
    }

    /// XEP-0186 section 3.1: with `probe` the server asks for contacts' presence, as it would for one who is seen.
    private mutating func askToBeHidden(_ before: XMPPVisibility.Before) {
        var command = XMLElement("invisible", namespace: XMLNamespace.invisible)
        command.set("probe", "true")
        standing.visibility = .hiding(before)
        send(.becomingInvisible, "set", command, to: .account)
    }

    mutating func becameInvisible(_ reply: Reply) {
        guard case .hiding(let before) = standing.visibility else { return }
        switch (reply, before) {
        case (.result, .shown): standing.visibility = .hidden
        case (.result, .absent):
            standing.visibility = .hidden
            contactsComeBack()
        case (.error, _): notHidden()
        }
    }

    /// The server leaves us in doubt: whoever is seen goes for all to see, and nobody is hurt by waiting on otherwise.
    mutating func invisibleIsLate(_ request: SentRequests.Sent) {
        requests.add(request.with(.errand(.lateInvisible)))
        if case .hiding(.shown) = standing.visibility { notHidden() }
    }

    /// It hides us after all. What it was told since ended our presence there: it is asked anew, so that it tells of
    /// contacts.
    mutating func becameInvisibleLate(_ reply: Reply) {
        switch (reply, standing.visibility) {
        case (_, .hiding): becameInvisible(reply)
        case (.result, .absent):
            standing.hidingOffer = .offered
            askToBeHidden(.absent)
        case (.error, .absent), (_, .shown), (_, .hidden): break
        }
    }

    /// The server does not hide us, or leaves us in doubt of it: contacts see us go.
    private mutating func notHidden() {
        guard case .hiding(let before) = standing.visibility else { return }
        standing.hidingOffer = .notOffered
        switch before {
        case .shown: disappear()
        case .absent:
            standing.visibility = .absent
            forgetContacts()
        }
    }

    /// Section 3.2: the server then awaits our presence as if it were the first.
    private mutating func becomeVisible(_ presence: XMPPPresence?) {
        standing.visibility = .shown
        requests.forget(.becomingInvisible)
        requests.forget(.lateInvisible)
        send(
            .becomingVisible, "set", XMLElement("visible", namespace: XMLNamespace.invisible), to: .account)
        told = nil
        tell(presence)
    }

    /// The session goes on after a cut: tells again what whoever listens has taken for unknown, or for absent.
    mutating func tellStandingAgain() {
        if !standing.visibility.knowsAbsence {
            for number in contacts.numbers where contacts.sees(number) && !contacts.isThere(number) {
                tellAbsence(number)
            }
        }
        for (number, details) in standing.details.all { report(.details(number: number, details)) }
        for request in standing.asking.all { report(.subscriptionAsked(request)) }
        switch standing.blocking {
        case .unknown: if !requests.isOnItsWay(.blockList) { askForBlockList() }
        case .notOffered: break
        case .known(let blocked): tellBlocked(blocked)
        }
    }

    // MARK: What is known of contacts

    /// The server tells of nobody any more: nothing is known, whatever was.
    private mutating func forgetContacts() {
        for number in contacts.numbers { forget(number) }
        ownConnections = Resources()
        tellOthers()
    }

    /// The server tells of everybody again; who is not told of is not there. First presences may be old.
    private mutating func contactsComeBack() {
        burst = .settling
        order(.startTimer(.settling))
        for number in contacts.numbers where !contacts.isThere(number) { tellAbsence(number) }
        if case .known(let blocked) = standing.blocking { forgetContacts(under: blocked) }
    }

    /// Nothing is known of the contact any more.
    mutating func forget(_ number: Int32) {
        contacts.forgetConnections(number)
        report(.presence(number: number, .unknown))
        if standing.details.remove(number) { report(.details(number: number, PersonalDetails())) }
    }

    /// What is known of a contact of whom no connection was told.
    mutating func tellAbsence(_ number: Int32) {
        let isKnown = standing.visibility.knowsAbsence && contacts.sees(number)
        report(.presence(number: number, isKnown ? .absent : .unknown))
    }
}

extension ContactPresence {
    /// Nothing is known.
    static let unknown = ContactPresence(.unknown, since: .unknown)

    /// Not there, for nobody knows how long.
    static let absent = ContactPresence(.offline, since: .unknown)
}

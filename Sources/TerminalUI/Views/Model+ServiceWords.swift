import Messenger

extension Model {
    var serviceIDs: [ServiceID] { state.services.indices.map { ServiceID(index: $0) } }

    func standing(of service: ServiceID) -> ServiceStanding {
        state[service].map { ServiceStanding($0) } ?? .offline
    }

    /// How the service stands in as few words as the status line has room for.
    func word(of service: ServiceID) -> DisplayText {
        switch standing(of: service) {
        case .online: "online"
        case .comingUp(let status): status.lowercaseTitle
        case .disconnecting: "disconnecting"
        case .willRetry(let moment, _): "again in \(clock.countdown(to: moment))"
        case .failed: "failed"
        case .signedOut, .offline: "offline"
        }
    }

    /// How the service stands, with the reason or the receipt. Of a sign-out that nobody confirmed it does not
    /// say "signed out".
    func sentence(of service: ServiceID) -> DisplayText {
        switch standing(of: service) {
        case .online(let status): onlineWords(service, status)
        case .comingUp(let status): status.lowercaseTitle
        case .disconnecting(let since):
            "Disconnecting" + (since.map { " " + clock.count(since: $0) } ?? "")
        case .willRetry(let moment, let end):
            "again in \(clock.countdown(to: moment))"
                + (end.map { ": " + DisplayText($0.reason) } ?? "")
        case .signedOut(let ending): words(of: ending)
        case .failed(let end): "failed: " + DisplayText(end.reason)
        case .offline:
            state.lastReport?.primaryNotSignedIn == service ? "was not signed in" : "offline"
        }
    }

    private func onlineWords(_ service: ServiceID, _ status: Status) -> DisplayText {
        let words = state[service]?.description.statusWords ?? [:]
        if words.isEmpty || words[status] != nil { return "online as " + status.title }
        return "online, \(status.title) cannot be shown there"
    }

    private func words(of ending: SignOutEnding) -> DisplayText {
        let words = DisplayText(ending.words)
        switch ending {
        case .acknowledged: return "signed out: " + words
        case .closedByServer, .connectionLost, .couldNotSend, .abandoned, .limitReached,
            .cancelledBeforeSignIn:
            return words
        }
    }

    /// One's own other connections to the service, such as "phone, laptop"; empty when there are none.
    func ghosts(of service: ServiceID) -> DisplayText {
        let names = (state[service]?.ownResources ?? []).map { resource in
            let name = DisplayText(resource.name)
            return name.isEmpty ? "without a name" : name
        }
        return .list(names)
    }

    /// What a person should know of the service beyond how it stands; empty when that is all.
    func note(on service: ServiceID) -> DisplayText {
        if standing(of: service).isUnconfirmed { return Self.mayStillSee }
        let ghosts = self.ghosts(of: service)
        return ghosts.isEmpty ? "" : "also signed in: " + ghosts
    }

    static var mayStillSee: DisplayText { "contacts may still see you until the server notices" }
}

extension DisplayText {
    /// The texts with commas between them.
    static func list(_ texts: [DisplayText]) -> DisplayText {
        texts.reduce(.empty) { $0.isEmpty ? $1 : $0 + ", " + $1 }
    }
}

import Messenger
import SASL
import Transport
import XMPPCore

extension XMPPPresence {
    /// What others are told for a wished presence; nil when they are told nothing (invisible).
    ///
    /// XMPP has fewer words than we: the status that has none of its own is told in the text.
    init?(_ wished: OwnPresence) {
        let show: XMPPShow
        let prefix: String
        switch wished.status {
        case .invisible: return nil
        case .busy: (show, prefix) = (.dnd, "")
        case .onThePhone: (show, prefix) = (.dnd, wished.status.words)
        case .away, .idle: (show, prefix) = (.away, "")
        case .beRightBack: (show, prefix) = (.away, wished.status.words)
        case .outToLunch: (show, prefix) = (.xa, wished.status.words)
        case .available, .unknown, .offline, .findingServer, .connecting, .synchronizing, .disconnecting:
            (show, prefix) = (.available, "")
        }
        let parts = [prefix, wished.text].filter { !$0.isEmpty }
        self.init(
            show: show, status: parts.joined(separator: ": "),
            idleSince: wished.idleSince.map { WallClock.seconds(of: $0) })
    }
}

extension XMPPPresence {
    /// What others are told for each status, made by the translation that makes the stanza itself.
    static var statusWords: [Status: String] {
        var words: [Status: String] = [:]
        for status in Status.allCases where status.isOnline {
            words[status] = Self.words(XMPPPresence(OwnPresence(status: status)))
        }
        return words
    }

    private static func words(_ presence: XMPPPresence?) -> String {
        guard let presence else { return "unavailable; you may see nobody either" }
        let show = presence.show.word ?? "available"
        return presence.status.isEmpty ? show : "\(show) \"\(presence.status)\""
    }
}

extension Status {
    /// A contact's status for the word in a presence stanza (RFC 6121 section 4.7.2.1).
    init(_ show: XMPPShow) {
        switch show {
        case .chat, .available: self = .available
        case .away, .xa: self = .away
        case .dnd: self = .busy
        }
    }
}

extension Presence {
    init(_ presence: ContactPresence) {
        switch (presence.availability, presence.leader) {
        case (.online, let leader?):
            self.init(leader: Resource(leader), others: presence.others.map { Resource($0) })
        case (.online(let show), nil): self.init(status: Status(show), text: presence.status)
        case (.offline, _): self.init(status: .offline, text: presence.status)
        case (.unknown, _): self.init(status: .unknown, text: presence.status)
        }
    }
}

extension Resource {
    init(_ resource: ContactResource) {
        self.init(
            name: resource.name, priority: resource.priority, status: Status(resource.show),
            text: resource.status, idleSince: resource.idleSince.map { WallClock.moment(of: $0) })
    }
}

extension Contact {
    init(_ entry: RosterEntry) {
        let subscription: Subscription =
            switch entry.subscription {
            case .both: .both
            case .to: .to
            case .from: .from
            case .none, .remove: .none
            }
        self.init(
            address: entry.address.description, name: entry.name, groups: entry.groups,
            subscription: subscription, isAsking: entry.isAsking)
    }
}

extension XMPPKnownRoster {
    /// What is known of the list; nil when the server cannot say whether it still stands.
    init?(_ known: KnownContacts) {
        self.init(version: known.version ?? "", items: known.contacts.map { RosterItem($0) })
    }
}

extension RosterItem {
    fileprivate init(_ contact: Contact) {
        let subscription: Subscription =
            switch contact.subscription {
            case .both: .both
            case .to: .to
            case .from: .from
            case .none: .none
            }
        self.init(
            address: contact.address, name: contact.name, groups: contact.groups, subscription: subscription,
            isAsking: contact.isAsking)
    }
}

extension XMPPAttention {
    init(_ attention: Attention) {
        switch attention {
        case .looking: self = .looking
        case .elsewhere: self = .elsewhere
        }
    }
}

extension ServiceEvent {
    /// What the messenger is told for a session's event; nil when it is told nothing.
    init?(_ event: XMPPEvent) {
        switch event {
        case .progressed(let step):
            guard let status = Status(step) else { return nil }
            self = .progressed(status)
        case .sessionBegan: self = .sessionBegan
        case .signedIn: self = .signedIn
        case .rosterReceived(let entries): self = .contactsReceived(entries.map { Contact($0) })
        case .rosterVersion(let version): self = .contactsVersionChanged(version)
        case .rosterChanged(let number, let entry): self = .contactChanged(number: number, Contact(entry))
        case .rosterRemoved(let number): self = .contactRemoved(number: number)
        case .presence(let number, let presence):
            self = .presenceChanged(
                number: number, Presence(presence), since: PresenceSince(presence.since, now: WallClock.now))
        case .details(let number, let details):
            self = .detailsChanged(number: number, ContactDetails(details))
        case .subscriptionAsked(let request): self = .subscriptionRequested(SubscriptionRequest(request))
        case .subscriptionAskEnded(let address):
            self = .subscriptionRequestEnded(address: address.description)
        case .blocked(let addresses): self = .blockedChanged(addresses.map(\.description))
        case .requestAnswered(let request, let answer):
            self = .requestAnswered(ContactRequest(request), RequestAnswer(answer))
        case .ownResources(let others): self = .ownResourcesChanged(others.map { Resource($0) })
        case .signOutSent: self = .signOutSent
        case .ended(let end): self = .ended(ServiceEnd(end))
        }
    }
}

extension Status {
    /// The passing state that a step of signing in belongs to; nil when it is none.
    fileprivate init?(_ step: XMPPStep) {
        switch step {
        case .connecting, .openingStream, .negotiatingTLS, .authenticating: self = .connecting
        case .binding, .resuming, .loadingRoster: self = .synchronizing
        case .online: return nil
        }
    }
}

extension ServiceEnd {
    init(_ end: XMPPEnd) {
        switch end {
        case .acknowledged(let passed): self = .acknowledged(SignOutAnswer(.closingTag, passed: passed))
        case .closedByServer: self = .closedByServer
        case .connectionLost(let reason): self = .connectionLost(reason: reason)
        case .couldNotSend(let reason): self = .couldNotSend(reason: reason)
        case .cancelled: self = .failed(SessionEnd(reason: "sign-in cancelled", remedy: .person))
        case .failed(let failure):
            self = .failed(
                SessionEnd(
                    reason: failure.description, remedy: SessionEnd.Remedy(failure.remedy),
                    consent: Consent(failure)))
        case .held(let failure):
            self = .failed(
                SessionEnd(
                    reason: failure.description, remedy: SessionEnd.Remedy(failure.remedy), session: .held))
        }
    }
}

extension Consent {
    /// What a person may allow after such a failure; nil when nothing of the kind would help.
    fileprivate init?(_ failure: XMPPFailure) {
        guard case .weakerProof(let offered, let before) = failure else { return nil }
        self = .weakerProof(used: before.rawValue, offered: offered.rawValue)
    }
}

extension SessionEnd.Remedy {
    fileprivate init(_ remedy: XMPPFailure.Remedy) {
        switch remedy {
        case .wait: self = .wait
        case .person: self = .person
        case .password: self = .password
        }
    }
}

extension XMPPConnectionEnd {
    init(_ end: ConnectionEnd) {
        switch end {
        case .endOfFile: self = .endOfFile
        case .failed(.tls(.damaged(let reason))): self = .failed(TLSFailure.damaged(reason).description)
        case .failed(.tls(let failure)): self = .untrusted(failure.description)
        case .failed(let error):
            self = error.isOfNames ? .notFound(error.description) : .failed(error.description)
        }
    }
}

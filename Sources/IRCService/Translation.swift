import IRCCore
import Messenger
import Transport

extension OwnPresence {
    /// The words of an AWAY for this presence; nil for being here. IRC knows nothing in between, so a status that
    /// is neither is told in the words.
    var awayText: String? {
        switch status {
        case .available, .invisible, .unknown, .offline, .findingServer, .connecting, .synchronizing,
            .disconnecting:
            nil
        case .away, .idle: text.isEmpty ? status.words : text
        case .busy, .beRightBack, .onThePhone, .outToLunch:
            text.isEmpty ? status.words : "\(status.words): \(text)"
        }
    }

    /// What others are told for each status, made by the translation that makes the command itself. Nobody can be
    /// invisible here.
    static var statusWords: [Status: String] {
        var words: [Status: String] = [:]
        for status in Status.allCases where status.isOnline && status != .invisible {
            words[status] = OwnPresence(status: status).awayText.map { "AWAY \"\($0)\"" } ?? "here"
        }
        return words
    }
}

extension Presence {
    init(_ presence: IRCPresence) {
        let identity = Identity(presence.account)
        switch presence.availability {
        case .unknown: self.init(status: .unknown)
        case .offline: self.init(status: .offline)
        case .here: self.init(status: .available, identity: identity)
        case .away(let words): self.init(status: .away, text: words, identity: identity)
        }
    }
}

extension Presence.Identity {
    fileprivate init(_ account: IRCAccountState) {
        switch account {
        case .unknown: self = .unknown
        case .unverified: self = .unverified
        case .verified(let account): self = .verified(account: account)
        }
    }
}

extension ServiceEvent {
    /// What the messenger is told for a session's event; nil when it is told nothing.
    init?(_ event: IRCEvent) {
        switch event {
        case .progressed(let step):
            guard let status = Status(step) else { return nil }
            self = .progressed(status)
        case .sessionBegan: self = .sessionBegan
        case .contactsReceived(let nicks):
            // Until the server says otherwise nothing is known of a nick.
            self = .contactsReceived(
                nicks.map { Contact(address: $0, name: "", groups: [], subscription: .none) })
        case .signedIn: self = .signedIn
        case .presence(let number, let presence): self = .presenceChanged(number: number, Presence(presence))
        case .ownPresenceConfirmed: return nil
        case .signOutSent: self = .signOutSent
        case .ended(let end): self = .ended(ServiceEnd(end))
        }
    }
}

extension Status {
    /// The passing state that a step of signing in belongs to; nil when it is none.
    fileprivate init?(_ step: IRCStep) {
        switch step {
        case .connecting, .negotiatingTLS, .negotiatingCapabilities, .authenticating, .registering:
            self = .connecting
        case .readingWelcome: self = .synchronizing
        case .online: return nil
        }
    }
}

extension ServiceEnd {
    init(_ end: IRCEnd) {
        switch end {
        case .acknowledged(.error, let passed): self = .acknowledged(SignOutAnswer(.error, passed: passed))
        case .acknowledged(.closeNotify, let passed):
            self = .acknowledged(SignOutAnswer(.closeNotify, passed: passed))
        case .closedByServer: self = .closedByServer
        case .connectionLost(let reason): self = .connectionLost(reason: reason)
        case .couldNotSend(let reason): self = .couldNotSend(reason: reason)
        case .cancelled: self = .failed(SessionEnd(reason: "sign-in cancelled", remedy: .person))
        case .failed(let failure):
            self = .failed(
                SessionEnd(
                    reason: failure.description, remedy: SessionEnd.Remedy(failure.remedy),
                    consent: Consent(failure)))
        }
    }
}

extension Consent {
    /// What a person may allow after such a failure; nil when nothing of the kind would help.
    fileprivate init?(_ failure: IRCFailure) {
        guard case .weakerProof(let offered, let before) = failure else { return nil }
        self = .weakerProof(used: before.rawValue, offered: offered.rawValue)
    }
}

extension SessionEnd.Remedy {
    fileprivate init(_ remedy: IRCFailure.Remedy) {
        switch remedy {
        case .wait: self = .wait
        case .person: self = .person
        case .password: self = .password
        }
    }
}

extension IRCConnectionEnd {
    init(_ end: ConnectionEnd) {
        switch end {
        case .endOfFile(let closeNotify): self = .endOfFile(closeNotify: closeNotify)
        case .failed(.tls(.damaged(let reason))): self = .failed(TLSFailure.damaged(reason).description)
        case .failed(.tls(let failure)): self = .untrusted(failure.description)
        case .failed(let error): self = .failed(error.description)
        }
    }
}

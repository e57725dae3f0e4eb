import EventBus
import IRCCore
import IRCService
import Messenger
import SASL
import Storytelling
import StreamService
import Testing
import Transport
import XMPPCore
import XMPPService

/// One person: a messenger with accounts at real servers.
@MainActor
final class Person {
    let messenger: Messenger

    init(_ services: [any Service], presence: OwnPresence = OwnPresence()) {
        messenger = Messenger(services: services, primary: 0, presence: presence, clock: SystemClock())
    }

    var state: MessengerState { messenger.bus.state }

    /// The first of the services.
    var first: ServiceState { state.services[0] }

    /// How the sign-outs ended, in the order of the services, without their durations.
    var endings: [String] { state.services.map { $0.lastEnding?.kind ?? "none" } }

    /// What is seen of the first service's first contact.
    var contact: Presence? { first.presences.first }

    // MARK: What a person does

    /// Signs in everywhere, and waits until that is done.
    func signIn() async throws {
        messenger.signIn()
        try await until("signed in") { self.state.services.allSatisfy { $0.status.isOnline } }
    }

    /// Signs out, and waits for the end of it.
    func signOut() async throws {
        messenger.requestSignOut()
        try await signedOut()
    }

    func signedOut() async throws {
        try await until("signed out") { self.state.lastReport != nil && self.state.status == .offline }
    }

    /// Signs in, and waits for the failure; its reason.
    func failToSignIn() async throws -> String {
        messenger.signIn()
        try await until("the failure") { self.first.lastEnd != nil }
        return first.lastEnd?.reason ?? ""
    }

    /// Waits until the first contact is seen so.
    func sees(
        _ what: String, within limit: Duration = .seconds(20), _ condition: (Presence) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await until(
            what, within: limit, { self.contact.map(condition) ?? false }, sourceLocation: sourceLocation)
    }
}

extension SignOutEnding {
    /// The ending without its duration and its reason.
    var kind: String {
        switch self {
        case .acknowledged: "acknowledged"
        case .closedByServer: "closed by server"
        case .connectionLost: "connection lost"
        case .couldNotSend: "could not send"
        case .abandoned: "abandoned"
        case .limitReached: "limit reached"
        case .cancelledBeforeSignIn: "cancelled before sign-in"
        }
    }
}

@MainActor
extension RealServer {
    /// An account at this server, named after the server's program.
    func account(
        _ name: String, watching watched: [String] = [], password: String? = nil, certificate: String? = nil,
        limits: TimeLimits = TimeLimits()
    ) throws -> any Service {
        switch kind {
        case .prosody:
            let address = try require(JID("\(name)@porch.test"), "an address")
            let password = password ?? "\(name)-pw"
            return XMPPService(
                account: XMPPAccount(name: kind.rawValue, address: address, server: place, extraRoots: roots),
                limits: limits
            ) { .success(Secret(password)) }
        case .inspircd, .ngircd:
            let account = IRCAccount(
                name: kind.rawValue, server: tlsPlace, nick: name, watched: watched, extraRoots: roots,
                certificate: certificate.map { ClientCertificate(path: $0) })
            guard let password else { return IRCService(account: account, limits: limits) }
            return IRCService(account: account, limits: limits) { .success(Secret(password)) }
        }
    }
}

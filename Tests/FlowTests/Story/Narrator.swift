import EventBus
import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing

/// A messenger with some services, and everything that happened so far.
@MainActor
class Narrator {
    let messenger: Messenger
    private let subscription: Subscription<MessengerEvent>
    private var heard: [MessengerEvent] = []

    init(_ services: [any Service], clock: any MessengerClock = SystemClock(), seed: UInt64 = 1) {
        messenger = Messenger(services: services, primary: 0, clock: clock, seed: seed)
        subscription = messenger.bus.subscribe().subscription
    }

    /// Whether every server knows of its client.
    var doServersKnow: Bool { true }

    var state: MessengerState { messenger.bus.state }

    var home: ServiceState { state.services[0] }

    /// Everything that happened, as lines; presences left out.
    var lines: [String] {
        heard += subscription.drain()
        return heard.compactMap { $0.line(state.services.map(\.description.name)) }
    }

    /// Forgets what happened so far.
    func turnPage() {
        heard = []
        _ = subscription.drain()
    }

    // MARK: What the person does

    /// Signs in everywhere, and waits until that is done.
    func signIn() async throws {
        messenger.signIn()
        try await until("signed in") { self.state.services.allSatisfy { $0.status.isOnline } }
        try await until("the servers know") { self.doServersKnow }
        turnPage()
    }

    /// Asks for the sign-out and does not wait.
    func pressSignOut() {
        messenger.requestSignOut()
    }

    /// Waits for the end of the sign-out.
    func signedOut() async throws {
        try await until("signed out") { self.state.lastReport != nil && self.state.status == .offline }
    }

    /// Begins to sign in and signs out so many turns of the loop later, then signs in again.
    func signOutDuringSignIn(after turns: Int) async throws {
        messenger.signIn()
        for _ in 0..<turns { await Task.yield() }
        if turns > 30 { try await Task.sleep(for: .milliseconds(turns - 30)) }
        pressSignOut()
        try await signedOut()
        switch try #require(home.lastEnding) {
        case .acknowledged, .cancelledBeforeSignIn: break
        case let other: Issue.record("ended otherwise: \(other.kind)")
        }
        messenger.signIn()
        try await until("signed in") { self.home.status == .available }
    }

    /// Signs in, and waits for the failure; its reason.
    func failToSignIn() async throws -> String {
        turnPage()
        messenger.signIn()
        try await until("the failure") { self.home.lastEnd != nil }
        return home.lastEnd?.reason ?? ""
    }
}

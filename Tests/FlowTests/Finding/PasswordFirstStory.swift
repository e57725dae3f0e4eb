import LoopbackServers
import Messenger
import SASL
import Storytelling
import StreamService
import Testing
import Transport
import XMPPCore
import XMPPService

extension FlowStories {
    @MainActor
    @Suite("a password that takes its time, before the server is found by its domain")
    struct PasswordFirstStory {
        @MainActor
        private final class Keeper {
            private(set) var waiting: CheckedContinuation<Void, Never>?

            func answer() async -> Result<Secret, PasswordUnavailable> {
                await withCheckedContinuation { waiting = $0 }
                return .success(Secret("lantern"))
            }
        }

        @Test("while it is awaited no server is said to be looked for, nor is one")
        func awaited() async throws {
            let server = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer.of(server)
            let keeper = Keeper()
            let address = try require(JID("alice@\(server.settings.domain)"), "an address")
            let account = XMPPAccount(name: "home", address: address, extraRoots: .pem(server.rootPEM))
            let story = Narrator([
                XMPPService(account: account, nameServers: .at([names.place])) { await keeper.answer() }
            ])
            story.messenger.signIn()
            try await until("the question") { keeper.waiting != nil }
            #expect(story.home.status == .connecting)
            #expect(names.asked.isEmpty)
            names.manner = .silent
            keeper.waiting?.resume()
            try await until("the search") { story.home.status == .findingServer }
            story.pressSignOut()
            #expect(story.state.status == .offline)
            #expect(story.lines.contains("home: cancelled before sign-in"))
        }
    }
}

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
    /// Going back to a held session takes the password, which may take its time or not come.
    @MainActor
    @Suite("the password for a session that the server holds")
    struct HeldPasswordStory {
        /// Gives the password at once, later, or never.
        @MainActor
        private final class Keeper {
            enum Manner {
                case prompt
                case slow
                case refusing
            }

            var manner = Manner.prompt
            private var waiting: CheckedContinuation<Void, Never>?

            var isAsked: Bool { waiting != nil }

            func give() {
                waiting?.resume()
                waiting = nil
            }

            func answer() async -> Result<Secret, PasswordUnavailable> {
                switch manner {
                case .prompt: break
                case .slow: await withCheckedContinuation { waiting = $0 }
                case .refusing: return .failure(PasswordUnavailable(reason: "the drawer is locked"))
                }
                return .success(Secret("lantern"))
            }
        }

        private func cut() async throws -> (Narrator, LoopbackXMPPServer, Keeper) {
            let server = try LoopbackXMPPServer.inhabited { $0.features = ServerFeature.all }
            let keeper = Keeper()
            let address = try require(JID("alice@\(server.settings.domain)"), "an address")
            let account = XMPPAccount(
                name: "home", address: address, server: server.place, security: .startTLS,
                extraRoots: .pem(server.rootPEM))
            let story = Narrator([XMPPService(account: account) { await keeper.answer() }])
            try await story.signIn()
            try await until("the count to begin") {
                String(decoding: server.records[0].receivedBytes, as: UTF8.self).contains(
                    "<a xmlns='urn:xmpp:sm:3'")
            }
            server.resetConnections()
            try await until("the loss") { story.home.lastEnd?.session == .held }
            return (story, server, keeper)
        }

        @Test("a sign-out given while it is fetched is done when it is there")
        func slow() async throws {
            let (story, server, keeper) = try await cut()
            keeper.manner = .slow
            story.pressSignOut()
            try await until("the question") { keeper.isAsked }
            #expect(story.home.status == .disconnecting)
            keeper.give()
            try await story.signedOut()
            #expect(story.home.lastEnding?.isConfirmed == true)
            #expect(server.records.last?.resumed != nil)
            #expect(server.records.last?.closingTag != nil)
        }

        @Test("without it a sign-out cannot be told, and says why")
        func refusedAtSignOut() async throws {
            let (story, server, keeper) = try await cut()
            keeper.manner = .refusing
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.home.lastEnding == .couldNotSend(reason: "the drawer is locked"))
            #expect(server.records.count == 1)
        }

        @Test("without it the session stays held, and goes on when there is one")
        func refusedAtSignIn() async throws {
            let (story, server, keeper) = try await cut()
            keeper.manner = .refusing
            story.messenger.signIn()
            try await until("the refusal") { story.home.lastEnd?.reason == "the drawer is locked" }
            #expect(story.home.lastEnd?.session == .held)
            keeper.manner = .prompt
            story.messenger.signIn()
            try await until("signed in again") { story.home.status == .available }
            #expect(server.records.last?.resumed != nil)
        }
    }
}

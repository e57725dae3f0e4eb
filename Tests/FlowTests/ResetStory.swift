import LoopbackServers
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a server that breaks the connection instead of answering", .matrix(10))
    struct ResetStory {
        @Test(
            "did not confirm, and the reason is told", arguments: [ServerSettings.Security.startTLS, .none])
        func notConfirmed(security: ServerSettings.Security) async throws {
            let story = try Story {
                $0.manner = .reset
                $0.security = security
            }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(
                story.lines == signOutLines(ending: "connection lost (connection reset)", confirmed: false))
        }
    }
}

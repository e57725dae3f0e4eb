import LoopbackServers
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a server that ends the connection instead of answering", .matrix(10))
    struct CloseStory {
        @Test("did not confirm", arguments: [ServerSettings.Security.startTLS, .none])
        func notConfirmed(security: ServerSettings.Security) async throws {
            let story = try Story {
                $0.manner = .close
                $0.security = security
            }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "closed by server", confirmed: false))
            #expect(story.record?.closingTag != nil)
        }
    }
}

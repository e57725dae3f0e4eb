import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a connection that is lost while signed in")
    struct LostConnectionStory {
        @Test("is told, and another attempt is planned", .matrix(15), arguments: [true, false])
        func lost(byReset: Bool) async throws {
            let story = try Story()
            try await story.signIn()
            if byReset { story.server.resetConnections() } else { story.server.closeConnections() }
            try await until("a retry to be planned") { story.home.retryAt != nil }
            #expect(story.home.status == .offline)
            #expect(story.home.presences.allSatisfy { $0.status == .unknown })
            #expect(
                story.home.lastEnd?.reason
                    == (byReset ? "connection reset" : "connection closed while signed in")
            )
        }

        @Test("a sign-out then cancels the attempt", .matrix(36))
        func cancelled() async throws {
            let story = try Story()
            try await story.signIn()
            story.server.resetConnections()
            try await until("a retry to be planned") { story.home.retryAt != nil }
            story.turnPage()
            story.pressSignOut()
            #expect(story.home.retryAt == nil)
            #expect(story.home.lastEnding == .cancelledBeforeSignIn)
            #expect(story.server.records.count == 1)
        }

        @Test("in the moment of the sign-out did not confirm", .matrix(10, 35), arguments: [true, false])
        func inTheMoment(byReset: Bool) async throws {
            let story = try Story { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            if byReset { story.server.resetConnections() } else { story.server.closeConnections() }
            try await story.signedOut()
            #expect(story.state.lastReport?.isConfirmed == false)
        }
    }
}

import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// Rows 8 and 10: the answer comes late, or the connection does not end with it.
    @MainActor
    @Suite("the answer to a sign-out")
    struct SlowAnswerStory {
        @Test(
            "may take its time: Disconnecting until it is here, and not longer", .matrixTogether(8),
            arguments: Matrix.isLong ? [1_000, 5_000, 9_000] : [50, 250, 450])
        func slow(milliseconds: Int) async throws {
            let delay = Duration.milliseconds(milliseconds)
            let story = try Story { $0.manner = .slow(delay) }
            try await story.signIn()
            story.pressSignOut()
            while story.record?.answered == nil {
                #expect(story.state.status == .disconnecting)
                try await Task.sleep(for: .milliseconds(2))
            }
            try await until("the end", within: .seconds(2)) { story.state.lastReport != nil }
            guard case .acknowledged(let after, _)? = story.home.lastEnding else {
                Issue.record("ended otherwise: \(story.lines)")
                return
            }
            #expect(after >= delay)
            #expect(story.home.lastEnding?.words == "acknowledged in \(after.shortWords)")
        }

        @Test("is enough: the connection is ended from here if the server leaves it open", .matrix(10))
        func connectionStays() async throws {
            let story = try Story { $0.farewell = .waitsForClient }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.bytesAfterClosingTag == 0)
        }
    }
}

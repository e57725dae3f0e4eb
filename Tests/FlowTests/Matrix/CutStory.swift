import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// Row 7: the connection ends after any byte of a sign-in.
    @MainActor
    @Suite("a connection that ends in the middle of a sign-in", .matrix(7))
    struct CutStory {
        @Test(
            "after any byte leaves nothing half done, and the step is named",
            arguments: [ServerSettings.Security.none, .startTLS, .direct])
        func cut(security: ServerSettings.Security) async throws {
            let story = try Story { $0.security = security }
            // Each round begins one byte later, so that twenty rounds cut after every byte.
            var bytes = Matrix.round
            while try await cut(story, after: bytes) { bytes += Matrix.isLong ? Matrix.rounds : 61 }
            #expect(bytes > 500, "there was something to cut")
            story.server.fault = nil
            try await story.signIn()
        }

        /// Whether the cut came before the session was up.
        private func cut(_ story: Story, after bytes: Int) async throws -> Bool {
            story.turnPage()
            story.server.fault = .closesAfter(bytes: bytes)
            story.messenger.signIn()
            try await until("the end, cut after \(bytes)") { story.home.lastEnd != nil }
            let reason = story.home.lastEnd?.reason ?? ""
            #expect(reason.hasPrefix("connection closed while "), "after \(bytes): \(reason)")
            #expect(story.home.lastEnd?.remedy == .wait)
            #expect(story.home.status == .offline)
            #expect(!story.home.showsAnybody)
            let wasUp = story.lines.contains("home: signed in")
            #expect((story.home.retryAt != nil) == wasUp, "only a session that was up is tried again")
            story.messenger.requestSignOut()
            #expect(story.home.retryAt == nil)
            return !wasUp
        }
    }
}

import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// Row 15: a session that was lost comes back by itself.
    @MainActor
    @Suite("reconnecting", .matrixTogether(15, 36))
    struct ReconnectStory {
        @Test("begins by itself after a loss, and brings the contacts back", arguments: [true, false])
        func returns(byReset: Bool) async throws {
            let story = try Story()
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            if byReset { story.server.resetConnections() } else { story.server.closeConnections() }
            try await until("a retry to be planned", within: .seconds(1)) {
                story.lines.contains("home: retry planned")
            }
            #expect(story.home.status.isOnline || !story.home.showsAnybody)
            try await until("signed in by itself") { story.home.status == .available }
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            #expect(story.home.contactsAsOf == nil)
        }

        @Test("waits longer after each failure, and stops for a sign-out")
        func grows() async throws {
            let story = try Story()
            try await story.signIn()
            story.server.fault = .instead(of: .header, .close)
            story.server.resetConnections()
            try await until("three plans") { story.lines.count { $0 == "home: retry planned" } == 3 }
            let retryAt = try #require(story.home.retryAt)
            #expect(retryAt > SystemMoment.now)
            story.pressSignOut()
            #expect(story.home.lastEnding == .cancelledBeforeSignIn)
            let connections = story.server.records.count
            #expect(connections == 3)
            try await Task.sleep(for: Matrix.wait(.seconds(6), short: .milliseconds(100)))
            #expect(story.server.records.count == connections)
        }
    }
}

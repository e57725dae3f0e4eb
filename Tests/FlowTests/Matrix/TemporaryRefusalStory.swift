import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// Row 6: a server that cannot check the password right now.
    @MainActor
    @Suite("a temporary refusal", .matrix(6))
    struct TemporaryRefusalStory {
        private static let words = "the server cannot check the password right now"

        @Test("of a sign-in that a person asked for is told, and not tried again behind the person's back")
        func asked() async throws {
            let story = try Story { $0.fault = .refusal(condition: "temporary-auth-failure") }
            #expect(try await story.failToSignIn() == Self.words)
            #expect(story.home.lastEnd?.remedy == .wait)
            #expect(story.home.retryAt == nil)
        }

        @Test("of a reconnect is tried again, later each time, until it passes")
        func reconnect() async throws {
            let story = try Story()
            try await story.signIn()
            story.server.fault = .refusal(condition: "temporary-auth-failure")
            story.server.resetConnections()
            try await until("the refusal") { story.home.lastEnd?.reason == Self.words }
            #expect(story.lines.count { $0 == "home: retry planned" } == 2)
            #expect(story.home.retryAt != nil)
            story.server.fault = nil
            try await until("signed in by itself") { story.home.status == .available }
        }

        @Test("a wrong password ends the reconnecting: a person must mend it")
        func wrong() async throws {
            let story = try Story()
            try await story.signIn()
            story.server.fault = .refusal(condition: "not-authorized")
            story.server.resetConnections()
            try await until("the refusal") { story.home.lastEnd?.remedy == .password }
            #expect(story.home.retryAt == nil)
            #expect(story.home.status == .offline)
            // The server offers what it offered before: its first refusal is of the password, and tells so at once.
            #expect(story.server.records.count == 2)
        }
    }
}

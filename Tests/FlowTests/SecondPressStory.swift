import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("keys while disconnecting")
    struct SecondPressStory {
        @Test("a second sign-out changes nothing and returns with the first", .matrix(29))
        func secondSignOut() async throws {
            let story = try Story { $0.manner = .never }
            try await story.signIn()
            async let first: Void = story.messenger.signOut()
            async let second: Void = story.messenger.signOut()
            _ = try await (first, second)
            story.pressSignOut()
            // Only now, for the second call may begin long after the first.
            story.server.sendClosingTag()
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            #expect(story.server.records.count == 1)
        }

        @Test("a sign-in is remembered, and begins when all have ended", .matrix(28))
        func signInQueued() async throws {
            let story = try Story { $0.manner = .slow(.milliseconds(100)) }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.signIn()
            #expect(story.state.isSignInQueued)
            try await until("signed in again") {
                story.lines.last == "home: signed in" || story.lines.contains("home: signed in")
            }
            #expect(story.server.records.count == 2)
            #expect(story.server.records[0].answered != nil)
        }

        @Test("signing out when not signed in says so, and nothing is sent", .matrix(32))
        func notSignedIn() async throws {
            let story = try Story()
            await #expect(throws: SignOutError.notSignedIn(primary: ServiceID(index: 0))) {
                try await story.messenger.signOut()
            }
            #expect(story.lines.isEmpty)
            #expect(story.server.records.isEmpty)
        }
    }
}

import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a server that never answers")
    struct NeverStory {
        @Test(
            "keeps us disconnecting until the person does not wait, and learns of the sign-out all the same",
            .matrix(9))
        func abandoned() async throws {
            let story = try Story { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            // The server may have read it before its writer is told that it was written.
            try await until("our closing tag") {
                story.record?.closingTag != nil && story.home.isSignOutSent
            }
            #expect(story.state.status == .disconnecting)
            story.messenger.stopWaiting()
            #expect(story.state.status == .offline, "ends at once")
            #expect(story.lines == signOutLines(ending: "abandoned", confirmed: false))
            try await until("the end") { story.record?.end != nil }
            let record = try #require(story.record)
            #expect(record.endedByClientUnanswered)
            #expect(record.bytesAfterClosingTag == 0)
            #expect(record.unavailable != nil)
        }

        @Test("not waiting in the moment of the sign-out still tells the server", .matrix(9))
        func abandonedAtOnce() async throws {
            let story = try Story { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.stopWaiting()
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.closingTag != nil)
            #expect(story.lines == signOutLines(ending: "abandoned", confirmed: false, sent: false))
        }

        @Test("a limit ends it", .matrix(9, 21, 30))
        func limit() async throws {
            let story = try Story { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.limitSignOut(to: .milliseconds(100))
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "limit reached", confirmed: false))
        }
    }
}

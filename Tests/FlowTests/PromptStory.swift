import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a server that answers at once")
    struct PromptStory {
        @Test(
            "acknowledges the sign-out, and the connection ends after that",
            arguments: [ServerSettings.Security.startTLS, .direct, .none])
        func acknowledged(security: ServerSettings.Security) async throws {
            let story = try Story { $0.security = security }
            try await story.signIn()
            #expect(story.state.status == .available)
            story.pressSignOut()
            #expect(story.state.status == .disconnecting, "set before anything is waited for")
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            try await until("the end") { story.record?.end != nil }
            let record = try #require(story.record)
            #expect(record.unavailable != nil && record.closingTag != nil && record.answered != nil)
            #expect(record.bytesAfterClosingTag == 0)
        }

        @Test("is told that we are unavailable, then gets our closing tag, then nothing; it ends by us")
        func wire() async throws {
            let story = try Story { $0.farewell = .waitsForClient }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            try await until("the end") { story.record?.end != nil }
            let record = try #require(story.record)
            let all = String(decoding: record.receivedBytes, as: UTF8.self)
            #expect(all.hasSuffix("<presence type='unavailable'/></stream:stream>"))
            #expect(record.bytesAfterClosingTag == 0)
            #expect(!record.endedByClientUnanswered)
        }

        @Test("signOut() returns once the command is with the system")
        func call() async throws {
            let story = try Story()
            try await story.signIn()
            try await story.messenger.signOut()
            #expect(story.lines.contains("home: sign-out sent"))
            try await story.signedOut()
        }

        @Test("the contacts are there before, and unknown afterwards")
        func contacts() async throws {
            let story = try Story()
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            #expect(story.home.contacts.compactMap { $0?.name } == ["Bob", "Carol", "Dave"])
            #expect(story.home.presences[0].text == "in the garden")
            #expect(story.home.presences[1].status == .away)
            #expect(story.home.presences[2].status == .offline)
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.home.presences.allSatisfy { $0.status == .unknown })
            #expect(story.home.contacts.count == 3)
        }
    }
}

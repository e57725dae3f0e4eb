import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// Rows 28 and 29: keys that are pressed again.
    @MainActor
    @Suite("keys pressed again and again")
    struct ManyPressesStory {
        @Test("fifty sign-outs are one: one closing tag, one report", .matrix(29))
        func fifty() async throws {
            let story = try Story {
                $0.manner = .slow(.milliseconds(200))
                $0.farewell = .waitsForClient
            }
            try await story.signIn()
            for _ in 0..<50 {
                story.pressSignOut()
                try await Task.sleep(for: .milliseconds(1))
            }
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            try await until("the end") { story.record?.end != nil }
            let sent = String(decoding: try #require(story.record).receivedBytes, as: UTF8.self)
            #expect(sent.split(separator: "</stream:stream>", omittingEmptySubsequences: false).count == 2)
            #expect(sent.hasSuffix("</stream:stream>"))
        }

        @Test("a second wish to sign in while disconnecting forgets the first", .matrix(28))
        func forgotten() async throws {
            let story = try Story { $0.manner = .slow(.milliseconds(100)) }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.signIn()
            #expect(story.state.isSignInQueued)
            story.messenger.signIn()
            #expect(!story.state.isSignInQueued)
            try await story.signedOut()
            try await Task.sleep(for: .milliseconds(100))
            #expect(story.server.records.count == 1)
            #expect(story.state.status == .offline)
        }

        @Test("not waiting forgets the wish to sign in again", .matrix(28))
        func notWaited() async throws {
            let story = try Story { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.signIn()
            story.messenger.stopWaiting()
            #expect(!story.state.isSignInQueued)
            #expect(story.state.status == .offline)
        }
    }
}

import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("closing tags that cross")
    struct CrossingTagsStory {
        @Test("the server's, written before it has read ours, acknowledges", arguments: [true, false])
        func crossing(serverFirst: Bool) async throws {
            let story = try Story()
            try await story.signIn()
            if serverFirst { story.server.sendClosingTag() }
            story.pressSignOut()
            if !serverFirst { story.server.sendClosingTag() }
            try await story.signedOut()
            guard case .acknowledged = try #require(story.home.lastEnding) else {
                Issue.record("ended otherwise: \(story.lines)")
                return
            }
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.bytesAfterClosingTag == 0)
        }

        @Test("the server's alone is no sign-out: it is answered, and the session is over")
        func serverAlone() async throws {
            let story = try Story()
            try await story.signIn()
            story.server.sendClosingTag()
            try await until("offline") { story.home.lastEnd != nil }
            #expect(story.home.status == .offline)
            #expect(story.home.lastEnd?.reason == "the server ended the stream while signed in")
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.closingTag != nil, "RFC 6120 section 4.4: a closing tag is answered by one")
            #expect(story.record?.unavailable == nil)
        }
    }
}

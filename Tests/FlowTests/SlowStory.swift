import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a server that takes its time", .matrix(8, 11))
    struct SlowStory {
        @Test("Disconnecting lasts until it has answered, and no contact moves meanwhile")
        func lasts() async throws {
            let story = try Story { $0.manner = .slow(.milliseconds(300)) }
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            let presences = story.home.presences
            story.pressSignOut()
            story.server.change(contact: 2, .present(LoopbackResource(name: "desk")))
            try await until("our closing tag") { story.record?.closingTag != nil }
            while story.record?.answered == nil {
                #expect(story.state.status == .disconnecting)
                #expect(story.home.presences == presences)
                try await Task.sleep(for: .milliseconds(5))
            }
            try await story.signedOut()
            guard case .acknowledged(let after, let answer) = try #require(story.home.lastEnding) else {
                Issue.record("ended otherwise: \(story.lines)")
                return
            }
            #expect(after >= .milliseconds(300))
            #expect(answer.element == .closingTag)
            #expect(answer.passed >= 2, "the change, and our own farewell")
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
        }
    }
}

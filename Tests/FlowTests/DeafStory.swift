import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a server that stops reading", .matrix(33))
    struct DeafStory {
        @Test("with room on the way the command is with the system, and nobody answers")
        func roomLeft() async throws {
            let story = try Story { $0.manner = .deaf }
            try await story.signIn()
            story.pressSignOut()
            try await until("the command to leave") { story.home.isSignOutSent }
            #expect(story.state.status == .disconnecting)
            story.messenger.stopWaiting()
            #expect(story.lines == signOutLines(ending: "abandoned", confirmed: false))
        }

        @Test("with the way full the command waits, the loop does not, and not waiting ends it")
        func full() async throws {
            let story = try Story([
                try .inhabited(readBufferSize: 4096) {
                    $0.manner = .deaf
                    $0.security = .none
                }
            ])
            try await story.signIn()
            let words = String(repeating: "far away ", count: 10_000)
            for number in 0..<200 {
                story.messenger.setPresence(OwnPresence(status: .away, text: "\(words)\(number)"))
            }
            var result: Result<Void, SignOutError>?
            story.turnPage()
            story.messenger.requestSignOut { error in result = error.map { .failure($0) } ?? .success(()) }
            for _ in 0..<50 {
                try await Task.sleep(for: .milliseconds(2))
                #expect(story.state.status == .disconnecting)
            }
            #expect(!story.home.isSignOutSent)
            #expect(result == nil, "the command is not with the system yet")
            story.messenger.stopWaiting()
            #expect(result != nil)
            #expect(
                story.lines == signOutLines(from: "Away", ending: "abandoned", confirmed: false, sent: false))
        }
    }
}

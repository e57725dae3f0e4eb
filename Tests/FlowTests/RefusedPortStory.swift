import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

extension FlowStories {
    @MainActor
    @Suite("a port on which nobody listens", .matrix(2))
    struct RefusedPortStory {
        @Test("is told with the place, and the next sign-in tries again")
        func refused() async throws {
            let authority = try LoopbackXMPPServer.authority()
            let gone = try LoopbackXMPPServer.inhabited(authority: authority)
            let story = try Story([gone])
            gone.stop()
            let reason = try await story.failToSignIn()
            #expect(reason == "\(gone.place) refused the connection while connecting")
            #expect(story.home.status == .offline)

            let back = try LoopbackXMPPServer.inhabited(authority: authority, port: gone.place.port)
            story.messenger.signIn()
            try await until("signed in") { story.home.status == .available }
            #expect(back.records.count == 1)
        }
    }
}

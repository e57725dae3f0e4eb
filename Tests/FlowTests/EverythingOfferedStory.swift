import LoopbackServers
import Messenger
import SASL
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a server that can do everything")
    struct EverythingOfferedStory {
        @Test(
            "is signed in to, shows who is there, and acknowledges the sign-out",
            arguments: [ServerSettings.Security.startTLS, .direct, .none])
        func signsInAndOut(security: ServerSettings.Security) async throws {
            let story = try Story {
                $0.security = security
                $0.features = ServerFeature.all
                $0.mechanisms = [.scramSHA256Plus, .scramSHA256]
                $0.channelBindings = [.tlsExporter]
            }
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            story.pressSignOut()
            try await story.signedOut()
            try await until("the end") { story.record?.end != nil }
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            #expect(story.record?.bytesAfterClosingTag == 0)
            #expect(story.record?.carbonsWanted == nil)
        }
    }
}

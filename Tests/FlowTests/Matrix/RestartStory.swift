import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    /// Row 15: a server that goes down and comes up again cuts handshakes meanwhile.
    @MainActor
    @Suite("a server that restarts")
    struct RestartStory {
        @Test(
            "is tried again through handshakes that it cuts, until it is there",
            arguments: [ServerSettings.Security.startTLS, .direct])
        func handshakes(security: ServerSettings.Security) async throws {
            let story = try Story { $0.security = security }
            try await story.signIn()
            story.server.fault = .instead(of: .handshake, .close)
            story.server.resetConnections()
            try await until("two plans") { story.lines.count { $0 == "home: retry planned" } == 2 }
            #expect(story.home.lastEnd?.reason == "connection closed while negotiating TLS")
            #expect(story.home.lastEnd?.remedy == .wait)
            #expect(story.home.lastEnd?.consent == nil)
            story.server.fault = nil
            try await until("signed in by itself") { story.home.status == .available }
        }
    }
}

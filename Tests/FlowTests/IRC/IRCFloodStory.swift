import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a sign-out of IRC in a flood", .matrix(11))
    struct IRCFloodStory {
        @Test(
            "with thousands of lines and pings still on the way nothing follows QUIT",
            arguments: [IRCServerSettings.Security.direct, .none])
        func flood(security: IRCServerSettings.Security) async throws {
            let story = try IRCStory {
                $0.security = security
                $0.farewell = .waitsForClient
            }
            try await story.signIn()
            story.server.flood(notices: 40_000, pingEvery: 50)
            try await until("the flood to be felt") { (story.record?.pongs ?? 0) > 0 }
            story.pressSignOut()
            try await until("QUIT") { story.record?.quit != nil }
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            try await until("the end") { story.record?.end != nil }
            let record = try #require(story.record)
            #expect(record.bytesAfterQuit == 0)
            #expect(record.pongs < 800, "some pings came after the sign-out and were not answered")
        }

        @Test("a server that ends at once after its answer is heard all the same")
        func closesAtOnce() async throws {
            for _ in 0..<8 {
                let story = try IRCStory { $0.security = .none }
                try await story.signIn()
                story.server.flood(notices: 10_000, pingEvery: 10)
                story.pressSignOut()
                try await story.signedOut()
                #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            }
        }
    }
}

import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a sign-out in a flood", .matrix(11))
    struct FloodStory {
        @Test(
            "with thousands of presences and pings still on the way nothing follows our closing tag",
            arguments: [ServerSettings.Security.startTLS, .none])
        func flood(security: ServerSettings.Security) async throws {
            let story = try Story {
                $0.security = security
                $0.farewell = .waitsForClient
            }
            try await story.signIn()
            story.server.flood(presences: 20_000, pingEvery: 50)
            try await until("the flood to be felt") { (story.record?.pongs ?? 0) > 0 }
            story.pressSignOut()
            try await until("our closing tag") { story.record?.closingTag != nil }
            #expect(story.state.status == .disconnecting || story.record?.answered != nil)
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            try await until("the end") { story.record?.end != nil }
            let record = try #require(story.record)
            #expect(record.bytesAfterClosingTag == 0)
            #expect(record.pongs < 400, "some pings came after the sign-out and were not answered")
        }

        @Test("a server that ends at once after its answer is heard all the same")
        func closesAtOnce() async throws {
            for _ in 0..<8 {
                let story = try Story { $0.security = .none }
                try await story.signIn()
                story.server.flood(presences: 5_000, pingEvery: 10)
                story.pressSignOut()
                try await story.signedOut()
                #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            }
        }
    }
}

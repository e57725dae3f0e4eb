import LoopbackServers
import Messenger
import Storytelling
import Testing
import Transport

extension FlowStories {
    @MainActor
    @Suite("a sign-out while the server is being found")
    struct CancelledSearchStory {
        @Test(
            "cancels all of it: no socket, no further question",
            arguments: ["servers", "addresses", "both over TCP"])
        func cancelled(stage: String) async throws {
            let server = try LoopbackXMPPServer.inhabited()
            let names = try LoopbackNameServer.of(server)
            switch stage {
            case "servers": names.manner = .silent
            case "addresses": names.manners[.address4("host0.hosting.test")] = .silent
            default: names.manner = .hangsOverTCP
            }
            let story = try Story([server], names: names)
            story.messenger.signIn()
            try await until("the questions") {
                switch stage {
                case "servers": names.asked.count >= 2
                case "addresses": names.asked.count >= 4
                default: names.askedOverTCP >= 1
                }
            }
            #expect(story.home.status == .findingServer)
            story.turnPage()
            story.pressSignOut()
            let asked = names.asked.count
            #expect(story.state.status == .offline)
            #expect(story.lines.contains("home: cancelled before sign-in"))
            try await until("no socket") {
                OpenSockets.count(to: [names.place.port, server.place.port]) == 0
            }
            // Longer than a name server is waited for before it is asked again.
            try await Task.sleep(for: .milliseconds(1700))
            #expect(names.asked.count - asked <= 2, "what was under way has arrived, and no more was sent")
            #expect(server.records.isEmpty)
            #expect(OpenSockets.count(to: [names.place.port, server.place.port]) == 0)
        }
    }
}

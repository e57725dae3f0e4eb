import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("several accounts")
    struct SeveralAccountsStory {
        private func servers(_ manners: [Manner]) throws -> [LoopbackXMPPServer] {
            try zip(manners, ["home.test", "work.test", "club.test"]).map { manner, domain in
                try .inhabited {
                    $0.manner = manner
                    $0.domain = domain
                }
            }
        }

        @Test("one press signs out of all, and each ends in its own way", .matrix(31))
        func allAtOnce() async throws {
            let story = try Story(try servers([.prompt, .never, .close]))
            try await story.signIn()
            story.pressSignOut()
            #expect(story.state.services.map(\.status) == [.disconnecting, .disconnecting, .disconnecting])
            try await until("two to end") { story.state.services.count { $0.status == .offline } == 2 }
            #expect(story.state.status == .disconnecting, "while one is owed")
            story.messenger.stopWaiting()
            try await story.signedOut()
            #expect(
                story.state.services.map { $0.lastEnding?.kind } == [
                    "acknowledged", "abandoned", "closed by server",
                ])
            #expect(story.state.lastReport?.entries.map(\.service.index).last == 1)
        }

        @Test("with only the second signed in the primary was not, and the second is signed out", .matrix(32))
        func onlySecond() async throws {
            let story = try Story(try servers([.prompt, .prompt]))
            story.messenger.signIn([ServiceID(index: 1)])
            try await until("signed in") {
                story.servers[1].clientCount == 1 && story.state.services[1].status == .available
            }
            await #expect(throws: SignOutError.notSignedIn(primary: ServiceID(index: 0))) {
                try await story.messenger.signOut()
            }
            try await until("signed out") { story.state.lastReport != nil }
            #expect(story.state.lastReport?.primaryNotSignedIn == ServiceID(index: 0))
            #expect(story.state.services[1].lastEnding?.kind == "acknowledged")
            #expect(story.servers[0].records.isEmpty)
            #expect(story.servers[1].records[0].answered != nil)
        }
    }
}

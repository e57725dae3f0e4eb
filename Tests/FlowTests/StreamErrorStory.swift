import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a stream error")
    struct StreamErrorStory {
        @Test(
            "ends the session with its reason",
            arguments: ["conflict", "policy-violation", "host-gone", "not-authorized"])
        func forAPerson(condition: String) async throws {
            let story = try Story()
            try await story.signIn()
            story.server.sendStreamError(condition)
            try await until("offline") { story.home.lastEnd != nil }
            #expect(story.home.status == .offline)
            #expect(story.home.lastEnd?.remedy == .person)
            #expect(story.home.retryAt == nil)
            #expect(story.state.lastReport == nil, "no sign-out of ours")
        }

        @Test(
            "that passes by itself is followed by another attempt", .matrix(15),
            arguments: ["system-shutdown", "reset", "connection-timeout"])
        func passing(condition: String) async throws {
            let story = try Story()
            try await story.signIn()
            story.server.sendStreamError(condition)
            try await until("a retry to be planned") { story.home.retryAt != nil }
            #expect(story.home.lastEnd?.remedy == .wait)
            story.messenger.signIn()
            try await until("signed in") { story.home.status == .available }
        }

        @Test("while disconnecting did not confirm, though a closing tag follows it", .matrix(10, 15))
        func whileDisconnecting() async throws {
            let story = try Story { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            try await until("our closing tag") { story.record?.closingTag != nil }
            story.server.sendStreamError("system-shutdown")
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "closed by server", confirmed: false))
        }

        @Test(
            "instead of the server's stream is told", .matrix(14),
            arguments: [("host-unknown", "the server does not serve this domain")])
        func atTheDoor(condition: String, words: String) async throws {
            let story = try Story { $0.fault = .instead(of: .header, .streamError(condition: condition)) }
            #expect(try await story.failToSignIn() == words)
            #expect(story.home.lastEnd?.remedy == .person)
        }

        @Test("cancels nothing of the other services", .matrix(12))
        func others() async throws {
            let story = try Story([try .inhabited(), try .inhabited { $0.domain = "work.test" }])
            try await story.signIn()
            story.servers[0].sendStreamError("conflict")
            try await until("offline") { story.home.lastEnd != nil }
            #expect(story.state.services[1].status == .available)
        }
    }
}

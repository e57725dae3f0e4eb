import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("an IRC session that others end")
    struct IRCEndedSessionStory {
        @Test("by KILL: told with its words, not a sign-out of ours, and not tried again", .matrix(12))
        func killed() async throws {
            let story = try IRCStory()
            try await story.signIn()
            story.server.kill("go away")
            try await until("offline") { story.home.lastEnd != nil }
            #expect(story.home.status == .offline)
            #expect(story.home.lastEnd?.reason == "somebody ended the session: go away")
            #expect(story.home.lastEnd?.remedy == .person)
            #expect(story.home.retryAt == nil)
            #expect(story.state.lastReport == nil)
        }

        @Test("by ERROR unasked: tried again later, and at once when the person wishes", .matrix(15))
        func error() async throws {
            let story = try IRCStory()
            try await story.signIn()
            story.server.sendError("Server going down")
            try await until("a retry to be planned") { story.home.retryAt != nil }
            #expect(story.home.lastEnd?.reason == "the server ended the session: Server going down")
            #expect(story.home.presences.allSatisfy { $0.status == .unknown })
            story.messenger.signIn()
            try await until("signed in") { story.home.status == .available }
        }

        @Test("by ERROR that tells of a ban: only a person can mend it", .matrix(14))
        func ban() async throws {
            let story = try IRCStory()
            try await story.signIn()
            story.server.sendError("Closing link: (alice@host) [K-Lined]")
            try await until("offline") { story.home.lastEnd != nil }
            #expect(story.home.lastEnd?.remedy == .person)
        }

        @Test(
            "by losing the connection: told, and another attempt is planned", .matrix(15, 36),
            arguments: [true, false])
        func lost(byReset: Bool) async throws {
            let story = try IRCStory()
            try await story.signIn()
            if byReset { story.server.resetConnections() } else { story.server.closeConnections() }
            try await until("a retry to be planned") { story.home.retryAt != nil }
            #expect(
                story.home.lastEnd?.reason
                    == (byReset ? "connection reset" : "connection closed while signed in"))
            story.turnPage()
            story.pressSignOut()
            #expect(story.home.retryAt == nil)
            #expect(story.home.lastEnding == .cancelledBeforeSignIn)
            #expect(story.server.records.count == 1)
        }

        @Test("in the moment of the sign-out: ERROR after QUIT is its answer, whatever it says")
        func crossing() async throws {
            let story = try IRCStory { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            try await until("QUIT") { story.record?.quit != nil }
            story.server.sendError("Server going down")
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
        }

        @Test(
            "and signing in again goes well, twenty times",
            arguments: [IRCServerSettings.Security.direct, .none])
        func again(security: IRCServerSettings.Security) async throws {
            let story = try IRCStory { $0.security = security }
            for round in 0..<20 {
                try await story.signIn()
                story.pressSignOut()
                try await until("signed out, round \(round)") { story.state.status == .offline }
                #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            }
            try await until("all to end") { story.server.records.allSatisfy { $0.end != nil } }
            #expect(story.server.records.count == 20)
            #expect(story.server.records.allSatisfy { $0.bytesAfterQuit == 0 && $0.answered != nil })
        }

        @Test("a sign-in wished for while disconnecting begins when all have ended", .matrix(28))
        func queued() async throws {
            let story = try IRCStory { $0.manner = .slow(.milliseconds(100)) }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.signIn()
            #expect(story.state.isSignInQueued)
            try await until("signed in again") { story.lines.contains("home: signed in") }
            #expect(story.server.records.count == 2)
            #expect(story.server.records[0].answered != nil)
        }
    }
}

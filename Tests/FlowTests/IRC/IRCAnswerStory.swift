import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("an IRC server that answers")
    struct IRCAnswerStory {
        @Test(
            "with ERROR acknowledges the sign-out, and the connection ends after that",
            arguments: [IRCServerSettings.Security.direct, .none],
            [IRCServerSettings.Answer.error, .statisticsThenError])
        func acknowledged(
            security: IRCServerSettings.Security, answer: IRCServerSettings.Answer
        ) async throws {
            let story = try IRCStory {
                $0.security = security
                $0.answer = answer
            }
            try await story.signIn()
            #expect(story.state.status == .available)
            story.pressSignOut()
            #expect(story.state.status == .disconnecting, "set before anything is waited for")
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.quit != nil && story.record?.answered != nil)
            #expect(story.record?.bytesAfterQuit == 0)
        }

        @Test("by ending TLS in good order, without ERROR, acknowledges it too")
        func closeNotify() async throws {
            let story = try IRCStory { $0.answer = .closeNotify }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
        }

        @Test("by a bare end of the connection, without TLS, has not answered")
        func bareEnd() async throws {
            let story = try IRCStory {
                $0.answer = .closeNotify
                $0.security = .none
            }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "closed by server", confirmed: false))
        }

        @Test("gets QUIT, then nothing; the connection ends by us")
        func wire() async throws {
            let story = try IRCStory { $0.farewell = .waitsForClient }
            try await story.signIn()
            let before = try #require(story.record).receivedBytes.count
            story.pressSignOut()
            try await story.signedOut()
            try await until("the end") { story.record?.end != nil }
            let record = try #require(story.record)
            let last = String(decoding: record.receivedBytes.dropFirst(before), as: UTF8.self)
            #expect(last.hasSuffix("QUIT\r\n"))
            #expect(record.lines.count { $0.hasPrefix("QUIT") } == 1)
            #expect(record.bytesAfterQuit == 0)
            #expect(!record.endedByClientUnanswered)
        }

        @Test("late keeps us disconnecting until then, and nobody moves meanwhile", .matrix(8, 11))
        func late() async throws {
            let story = try IRCStory { $0.manner = .slow(.milliseconds(300)) }
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            try await until("who they are") { story.record?.lines.contains("WHOIS bob") ?? false }
            let presences = story.home.presences.map(\.status)
            story.pressSignOut()
            story.server.change(person: 2, .arrives)
            try await until("QUIT") { story.record?.quit != nil }
            while story.record?.answered == nil {
                #expect(story.state.status == .disconnecting)
                #expect(story.home.presences.map(\.status) == presences)
                try await Task.sleep(for: .milliseconds(5))
            }
            try await story.signedOut()
            guard case .acknowledged(let after, _) = try #require(story.home.lastEnding) else {
                Issue.record("ended otherwise: \(story.lines)")
                return
            }
            #expect(after >= .milliseconds(300))
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
        }

        @Test("as late as an old server does, 2.3 s, is still waited for", .matrixTogether(8))
        func oldAndLate() async throws {
            let story = try IRCStory(.old) {
                $0.manner = .slow(.milliseconds(2_300))
                $0.answer = .statisticsThenError
            }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "acknowledged", confirmed: true))
        }
    }
}

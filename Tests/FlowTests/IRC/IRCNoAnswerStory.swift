import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("an IRC server that does not answer")
    struct IRCNoAnswerStory {
        @Test(
            "but ends the connection without a word did not confirm", .matrix(10),
            arguments: [IRCServerSettings.Security.direct, .none])
        func closed(security: IRCServerSettings.Security) async throws {
            let story = try IRCStory {
                $0.manner = .close
                $0.security = security
            }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "closed by server", confirmed: false))
            #expect(story.record?.quit != nil)
        }

        @Test(
            "but breaks the connection did not confirm, and the reason is told", .matrix(10),
            arguments: [IRCServerSettings.Security.direct, .none])
        func reset(security: IRCServerSettings.Security) async throws {
            let story = try IRCStory {
                $0.manner = .reset
                $0.security = security
            }
            try await story.signIn()
            story.pressSignOut()
            try await story.signedOut()
            #expect(
                story.lines == signOutLines(ending: "connection lost (connection reset)", confirmed: false))
        }

        @Test(
            "keeps us disconnecting until the person does not wait, and learns of the sign-out all the same",
            .matrix(9))
        func abandoned() async throws {
            let story = try IRCStory { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            // The server may have read it before its writer is told that it was written.
            try await until("QUIT") { story.record?.quit != nil && story.home.isSignOutSent }
            #expect(story.state.status == .disconnecting)
            story.messenger.stopWaiting()
            #expect(story.state.status == .offline, "ends at once")
            #expect(story.lines == signOutLines(ending: "abandoned", confirmed: false))
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.endedByClientUnanswered == true)
            #expect(story.record?.bytesAfterQuit == 0)
        }

        @Test("not waiting in the moment of the sign-out still tells the server", .matrix(9))
        func abandonedAtOnce() async throws {
            let story = try IRCStory { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.stopWaiting()
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.quit != nil)
            #expect(story.lines == signOutLines(ending: "abandoned", confirmed: false, sent: false))
        }

        @Test("a limit ends it", .matrix(9, 21, 30))
        func limit() async throws {
            let story = try IRCStory { $0.manner = .never }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.limitSignOut(to: .milliseconds(100))
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "limit reached", confirmed: false))
        }

        @Test("because it stopped reading: with room on the way the command is with the system", .matrix(33))
        func deaf() async throws {
            let story = try IRCStory { $0.manner = .deaf }
            try await story.signIn()
            story.pressSignOut()
            try await until("the command to leave") { story.home.isSignOutSent }
            #expect(story.state.status == .disconnecting)
            story.messenger.stopWaiting()
            #expect(story.lines == signOutLines(ending: "abandoned", confirmed: false))
        }

        @Test(
            "because it stopped reading: with the way full the command waits, and the loop does not",
            .matrix(33))
        func deafAndFull() async throws {
            let server = try LoopbackIRCServer.inhabited(readBufferSize: 4_096) {
                $0.manner = .deaf
                $0.security = .none
                $0.support = []
            }
            let story = IRCStory(server: server)
            try await story.signIn()
            story.fillTheWay()
            story.turnPage()
            var result: SignOutError??
            story.messenger.requestSignOut { result = .some($0) }
            for _ in 0..<50 {
                try await Task.sleep(for: .milliseconds(2))
                #expect(story.state.status == .disconnecting)
            }
            #expect(!story.home.isSignOutSent)
            #expect(result == nil, "the command is not with the system yet")
            story.messenger.stopWaiting()
            #expect(result != nil)
            #expect(
                story.lines == signOutLines(from: "Away", ending: "abandoned", confirmed: false, sent: false))
        }
    }
}

extension Narrator {
    /// Says more than the system holds on the way to a server that does not read.
    func fillTheWay() {
        let words = String(repeating: "far away ", count: 50)
        for number in 0..<40_000 {
            messenger.setPresence(OwnPresence(status: .away, text: "\(words)\(number)"))
        }
    }
}

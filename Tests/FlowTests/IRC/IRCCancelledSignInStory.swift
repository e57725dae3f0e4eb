import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a sign-out while signing in to IRC", .matrix(27))
    struct IRCCancelledSignInStory {
        /// The steps before nick and user are told.
        private nonisolated static let early = IRCSignInStep.allCases.filter { $0 != .welcome && $0 != .motd }

        @Test(
            "before a session exists the sign-in is cancelled, at each step, without Disconnecting",
            arguments: early)
        func cancelled(step: IRCSignInStep) async throws {
            let story = try IRCStory { $0.fault = .instead(of: step, .silence) }
            story.messenger.signIn()
            try await until("silence") { story.record?.spoiled != nil }
            story.turnPage()
            let before = story.home.status
            story.pressSignOut()
            #expect(story.state.status == .offline)
            #expect(
                story.lines.filter { !$0.contains("contacts unknown") } == [
                    "home: sign-out began", "home: cancelled before sign-in",
                    "home: \(before.words) > Offline", "all: \(before.words) > Offline",
                    "signed out, confirmed",
                ])
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.quit == nil)
        }

        @Test("once a session may exist it is signed out in full", arguments: [IRCSignInStep.welcome, .motd])
        func full(step: IRCSignInStep) async throws {
            let story = try IRCStory { $0.fault = .instead(of: step, .silence) }
            story.messenger.signIn()
            try await until("silence") { story.record?.spoiled != nil }
            if step == .motd { try await until("the welcome") { story.home.status == .synchronizing } }
            story.turnPage()
            let before = story.home.status
            story.pressSignOut()
            // The server may have read it before its writer is told that it was written.
            try await until("QUIT") { story.record?.quit != nil && story.home.isSignOutSent }
            #expect(story.state.status == .disconnecting)
            story.messenger.stopWaiting()
            #expect(
                story.lines == signOutLines(from: before.words, ending: "abandoned", confirmed: false))
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.bytesAfterQuit == 0)
        }

        @Test("at any turn of the loop it ends, and the next sign-in goes well", arguments: 0..<60)
        func anyMoment(turns: Int) async throws {
            let story = try IRCStory { $0.security = turns.isMultiple(of: 2) ? .direct : .none }
            try await story.signOutDuringSignIn(after: turns)
        }
    }
}

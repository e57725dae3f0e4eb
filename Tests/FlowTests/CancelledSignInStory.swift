import LoopbackServers
import Messenger
import Storytelling
import Testing

extension FlowStories {
    @MainActor
    @Suite("a sign-out while signing in", .matrix(27))
    struct CancelledSignInStory {
        /// The steps from which on the client has asked for a session.
        private nonisolated static let late: [SignInStep] = [
            .authenticatedHeader, .authenticatedFeatures, .bound, .roster,
        ]
        private nonisolated static let early = SignInStep.allCases.filter { !late.contains($0) }

        @Test(
            "before a session exists the sign-in is cancelled, at each step, without Disconnecting",
            arguments: early)
        func cancelled(step: SignInStep) async throws {
            let story = try Story { $0.fault = .instead(of: step, .silence) }
            story.messenger.signIn()
            try await until("silence") { story.record?.spoiled != nil }
            story.turnPage()
            let before = story.home.status
            story.pressSignOut()
            #expect(story.state.status == .offline)
            #expect(
                story.lines.filter { !$0.contains("contacts unknown") } == [
                    "home: sign-out began", "home: cancelled before sign-in",
                    "home: \(before.words) > Offline",
                    "all: \(before.words) > Offline", "signed out, confirmed",
                ])
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.closingTag == nil)
        }

        @Test("once a session may exist it is signed out in full", arguments: late)
        func full(step: SignInStep) async throws {
            let story = try Story { $0.fault = .instead(of: step, .silence) }
            story.messenger.signIn()
            let reached: Status = step == .bound || step == .roster ? .synchronizing : .connecting
            try await until("silence") { story.record?.spoiled != nil && story.home.status == reached }
            story.turnPage()
            story.pressSignOut()
            // The server may have read it before its writer is told that it was written.
            try await until("our closing tag") {
                story.record?.closingTag != nil && story.home.isSignOutSent
            }
            #expect(story.state.status == .disconnecting)
            story.messenger.stopWaiting()
            #expect(story.lines == signOutLines(from: reached.words, ending: "abandoned", confirmed: false))
            try await until("the end") { story.record?.end != nil }
            #expect(story.record?.bytesAfterClosingTag == 0)
        }

        @Test("at any turn of the loop it ends, and the next sign-in goes well", arguments: 0..<60)
        func anyMoment(turns: Int) async throws {
            let story = try Story { $0.security = turns.isMultiple(of: 2) ? .startTLS : .none }
            try await story.signOutDuringSignIn(after: turns)
        }
    }
}

import LoopbackServers
import Messenger
import Storytelling
import StreamService
import Testing

extension FlowStories {
    /// Rows 16 and 18: the server is gone and nobody said so.
    @MainActor
    @Suite("a link that died in silence")
    struct DeadLinkStory {
        private static let words = "no answer from the server"

        private func lost(_ story: Story, since began: Moment, within bound: Duration) async throws {
            try await until("the discovery", within: bound) { story.home.lastEnd != nil }
            #expect(story.home.lastEnd == SessionEnd(reason: Self.words, remedy: .wait))
            #expect(story.home.retryAt != nil)
            #expect(!story.home.showsAnybody)
            let asOf = try #require(story.home.contactsAsOf)
            #expect(asOf <= began, "as of the server's last word, not of the discovery")
            story.messenger.requestSignOut()
        }

        private func pings(_ story: Story) -> Int {
            let sent = String(decoding: story.record?.receivedBytes ?? [], as: UTF8.self)
            return sent.split(separator: "<ping ", omittingEmptySubsequences: false).count - 1
        }

        @Test("is found by a ping after silence, and another attempt is planned", .matrixTogether(16))
        func halfOpen() async throws {
            let story = try Story(limits: Matrix.limits) { $0.manner = .deaf }
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            let limits = Matrix.limits
            try await lost(
                story, since: SystemMoment.now, within: limits.silence + limits.answer + .seconds(5))
        }

        @Test("is found at once when the machine has slept", .matrixTogether(18))
        func slept() async throws {
            let limits = TimeLimits(answer: Matrix.limits.answer)
            let story = try Story(limits: limits) { $0.manner = .deaf }
            try await story.signIn()
            try await until("two to be seen") { story.home.presences.count { $0.status.isOnline } == 2 }
            let began = SystemMoment.now
            story.messenger.checkLinks()
            try await lost(story, since: began, within: limits.answer + .seconds(5))
        }

        @Test("a living one answers the ping after each silence, and the session stays", .matrixTogether(16))
        func living() async throws {
            let story = try Story(limits: Matrix.limits)
            try await story.signIn()
            try await until("two pings", within: Matrix.limits.silence * 2 + .seconds(5)) {
                pings(story) >= 2
            }
            #expect(story.home.status == .available)
            #expect(story.lines.isEmpty)
        }

        @Test("one that is not silent is not pinged, and any byte counts", .matrixTogether(16))
        func notSilent() async throws {
            let story = try Story(limits: Matrix.limits)
            try await story.signIn()
            let silence = Matrix.limits.silence
            var inTime = 0
            var before = 0
            // Counted are pauses in a row that were no silence: a busy machine makes longer ones.
            for _ in 0..<300 where inTime < 15 {
                // What a longer pause has led to has arrived by now.
                if inTime == 3 { before = pings(story) }
                let began = SystemMoment.now
                try await Task.sleep(for: silence / 6)
                story.server.send([0x20])
                inTime = SystemMoment.now.since(began) < silence / 3 ? inTime + 1 : 0
            }
            #expect(inTime == 15)
            #expect(pings(story) == before)
            #expect(story.home.status == .available)
        }

        @Test("a living one answers the ping after a sleep, and the session stays", .matrixTogether(18))
        func awake() async throws {
            let limits = TimeLimits(answer: Matrix.limits.answer)
            let story = try Story(limits: limits)
            try await story.signIn()
            story.messenger.checkLinks()
            try await Task.sleep(for: limits.answer + .milliseconds(100))
            #expect(story.home.status == .available)
            #expect(story.lines.isEmpty)
        }

        @Test("a server that dropped us while the machine slept is found gone at once", .matrixTogether(18))
        func dropped() async throws {
            let story = try Story()
            try await story.signIn()
            story.server.closeConnections()
            story.messenger.checkLinks()
            try await until("the discovery", within: .seconds(2)) { story.home.lastEnd != nil }
            #expect(story.home.retryAt != nil)
        }

        @Test(
            "a sign-out of a dead link sends no ping, and is not waited for longer than its limit",
            .matrixTogether(16, 18))
        func signOut() async throws {
            let story = try Story(limits: Matrix.limits) { $0.manner = .deaf }
            try await story.signIn()
            story.pressSignOut()
            story.messenger.checkLinks()
            story.messenger.limitSignOut(to: Matrix.wait(.seconds(3), short: .milliseconds(800)))
            try await story.signedOut()
            #expect(story.lines == signOutLines(ending: "limit reached", confirmed: false))
        }
    }
}

import Messenger
import Storytelling
import StreamService
import Testing

extension RealServerStories {
    @MainActor
    @Suite("ngIRCd, which has to be asked")
    struct NgIRCdStories {
        /// The program's own, or a short time between two rounds of questions.
        private static let limits = Matrix.isLong ? TimeLimits() : TimeLimits(poll: .seconds(2))

        private func server() throws -> RealServer {
            try require(RealServer(.ngircd, named: "NGIRCD"), "ngIRCd")
        }

        @Test("who is there and away is found by asking, with the words")
        func asked() async throws {
            let server = try server()
            let away = Person(
                [try server.account("anton")], presence: OwnPresence(status: .away, text: "at the pond"))
            try await away.signIn()
            let later = Person([try server.account("lotte", watching: ["anton"])])
            try await later.signIn()
            try await later.sees("the words") { $0.status == .away && $0.text == "at the pond" }
            #expect(later.contact?.identity == .unverified, "the server vouches for nobody")
            // The answer may be two seconds late, for having been asked so much.
            try await later.signOut()
            try await away.signOut()
            #expect(away.endings + later.endings == ["acknowledged", "acknowledged"])
        }

        @Test("who comes later is found in the next round, which the time between two begins")
        func polled() async throws {
            let server = try server()
            let watcher = Person([try server.account("wanda", watching: ["bert"], limits: Self.limits)])
            try await watcher.signIn()
            try await watcher.sees("nobody") { $0.status == .offline }
            let other = Person(
                [try server.account("bert")], presence: OwnPresence(status: .beRightBack))
            try await other.signIn()
            try await watcher.sees("the words", within: .seconds(80)) {
                $0.status == .away && $0.text == "Be right back"
            }
            try await other.signOut()
            try await watcher.signOut()
            #expect(other.endings + watcher.endings == ["acknowledged", "acknowledged"])
        }

        @Test("a sign-out right after the sign-in is acknowledged, however late", .matrix(8))
        func atOnce() async throws {
            let server = try server()
            let person = Person([try server.account("quick", watching: ["one", "two", "three"])])
            try await person.signIn()
            person.messenger.setPresence(OwnPresence(status: .away, text: "gone"))
            person.messenger.setPresence(OwnPresence())
            try await person.signOut()
            #expect(person.endings == ["acknowledged"])
        }
    }
}

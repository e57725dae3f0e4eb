import Messenger
import Storytelling
import Testing

extension RealServerStories {
    /// Each story has nicks of its own, for all are there at the same time.
    @MainActor
    @Suite("InspIRCd, which tells of watched nicks unasked")
    struct InspIRCdStories {
        private func server(_ name: String = "INSPIRCD") throws -> RealServer {
            try require(RealServer(.inspircd, named: name), "InspIRCd")
        }

        @Test("a watched nick comes, goes away with words, comes back and leaves, and each is told at once")
        func watched() async throws {
            let server = try server()
            let watcher = Person([try server.account("wanda", watching: ["bert"])])
            try await watcher.signIn()
            try await watcher.sees("nobody") { $0.status == .offline }

            let other = Person([try server.account("bert")])
            try await other.signIn()
            try await watcher.sees("somebody, whoever it is") {
                $0.status == .available && $0.identity == .unverified
            }
            other.messenger.setPresence(OwnPresence(status: .away, text: "at the pond"))
            try await watcher.sees("the words") { $0.status == .away && $0.text == "at the pond" }
            other.messenger.setPresence(OwnPresence(status: .outToLunch))
            try await watcher.sees("the status that IRC has no word for") {
                $0.status == .away && $0.text == "Out to lunch"
            }
            other.messenger.setPresence(OwnPresence())
            try await watcher.sees("somebody who is back") { $0.status == .available && $0.text.isEmpty }
            try await other.signOut()
            #expect(other.endings == ["acknowledged"])
            try await watcher.sees("nobody any more") { $0.status == .offline }

            try await watcher.signOut()
            #expect(watcher.endings == ["acknowledged"])
            #expect(watcher.contact == .unknown, "nothing is known after the sign-out")
        }

        @Test("who signs in away is seen away by somebody who comes later")
        func awayFromTheBeginning() async throws {
            let server = try server()
            let away = Person(
                [try server.account("anton")], presence: OwnPresence(status: .busy, text: "writing"))
            try await away.signIn()
            let later = Person([try server.account("lotte", watching: ["anton"])])
            try await later.signIn()
            try await later.sees("the words") { $0.status == .away && $0.text == "Busy: writing" }
            try await away.signOut()
            try await later.sees("nobody any more") { $0.status == .offline }
            try await later.signOut()
            #expect(away.endings + later.endings == ["acknowledged", "acknowledged"])
        }

        @Test("a proved account is shown to others, and a wrong password is no session", .matrix(6))
        func proved() async throws {
            let server = try server()
            let watcher = Person([try server.account("vera", watching: ["alice"])])
            try await watcher.signIn()

            let wrong = Person([try server.account("alice", password: "not-it")])
            let reason = try await wrong.failToSignIn()
            #expect(reason.hasPrefix("wrong account or password"))
            #expect(!reason.contains("not-it"))
            #expect(wrong.first.lastEnd?.remedy == .password)
            #expect(wrong.first.retryAt == nil, "not tried again by itself")

            let right = Person([try server.account("alice", password: "alice-pw")])
            try await right.signIn()
            try await watcher.sees("the account") {
                $0.status == .available && $0.identity == .verified(account: "alice")
            }
            try await right.signOut()
            #expect(right.endings == ["acknowledged"])
            try await watcher.sees("nobody any more") { $0.status == .offline }
            try await watcher.signOut()
        }

        @Test("an account is proved by a certificate that its services know, without any password")
        func certificate() async throws {
            let server = try server()
            let watcher = Person([try server.account("cecil", watching: ["alicia"])])
            try await watcher.signIn()
            let file = try require(server.client, "a client's certificate")

            let right = Person([try server.account("alicia", certificate: file)])
            try await right.signIn()
            try await watcher.sees("the account") { $0.identity == .verified(account: "alice") }
            try await right.signOut()
            #expect(right.endings == ["acknowledged"])
            try await watcher.signOut()
        }

        @Test("a certificate that the services do not know is no session, and no password is asked for")
        func unknownCertificate() async throws {
            let server = try server()
            let file = try require(server.stranger, "a stranger's certificate")
            let person = Person([try server.account("mallory", certificate: file)])
            #expect(try await person.failToSignIn().hasPrefix("the server does not know your certificate"))
            #expect(person.first.lastEnd?.remedy == .person)
        }

        @Test("a server that names itself otherwise is told nothing, and is not tried again", .matrix(5))
        func wrongName() async throws {
            let person = Person([try server("INSPIRCD_WRONG").account("nora")])
            let reason = try await person.failToSignIn()
            #expect(reason.contains("wrong.example"), "\(reason)")
            #expect(person.first.lastEnd?.remedy == .person)
            #expect(person.first.retryAt == nil)
        }

        @Test(
            "a nick that somebody has is not taken, nor another in its place, and can be had once it is free")
        func nickInUse() async throws {
            let server = try server()
            let first = Person([try server.account("nick")])
            try await first.signIn()
            let second = Person([try server.account("nick")])
            #expect(try await second.failToSignIn().hasPrefix("the nick nick is in use"))
            #expect(second.first.lastEnd?.remedy == .wait)
            try await first.signOut()
            try await second.signIn()
            try await second.signOut()
            #expect(first.endings + second.endings == ["acknowledged", "acknowledged"])
        }
    }
}

import Messenger
import Storytelling
import Testing

extension RealServerStories {
    @MainActor
    @Suite("Prosody")
    struct ProsodyStories {
        private func server(_ name: String = "PROSODY") throws -> RealServer {
            try require(RealServer(.prosody, named: name), "Prosody")
        }

        @Test("a contact comes, goes away with words and leaves, and each is told")
        func contact() async throws {
            let server = try server()
            let alice = Person([try server.account("alice")])
            try await alice.signIn()
            let bob = Person([try server.account("bob")])
            try await bob.signIn()
            try await alice.sees("Bob") { $0.status == .available }
            bob.messenger.setPresence(OwnPresence(status: .away, text: "in the garden"))
            try await alice.sees("the words") { $0.status == .away && $0.text == "in the garden" }
            try await bob.signOut()
            try await alice.sees("nobody any more") { $0.status == .offline }
            try await alice.signOut()
            #expect(alice.endings + bob.endings == ["acknowledged", "acknowledged"])
            #expect(alice.contact == .unknown)
        }

        @Test("a wrong password is refused, told without the password, and not tried again", .matrix(6))
        func wrongPassword() async throws {
            let carol = Person([try server().account("carol", password: "not-it")])
            let reason = try await carol.failToSignIn()
            #expect(reason.contains("wrong password"), "\(reason)")
            #expect(!reason.contains("not-it"))
            #expect(carol.first.retryAt == nil)
        }

        @Test("a server that names itself otherwise is told nothing, and is not tried again", .matrix(5))
        func wrongName() async throws {
            let person = Person([try server("PROSODY_WRONG").account("alice")])
            let reason = try await person.failToSignIn()
            #expect(reason.contains("wrong.example"), "\(reason)")
            #expect(person.first.lastEnd?.remedy == .person)
            #expect(person.first.retryAt == nil)
        }
    }
}

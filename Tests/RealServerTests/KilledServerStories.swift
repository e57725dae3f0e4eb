import Glibc
import Messenger
import Storytelling
import Testing

extension RealServerStories {
    @MainActor
    @Suite("a server that is killed")
    struct KilledServerStories {
        @Test(
            "between the sign-out and its answer has not confirmed, and is not asked again", .matrix(10, 35),
            arguments: RealServer.Kind.allCases)
        func whileSigningOut(_ kind: RealServer.Kind) async throws {
            let server = try await OwnServer.start(kind)
            let alice = Person([try server.facts.account("alice")])
            try await alice.signIn()
            server.facts.send(SIGSTOP)
            try await alice.messenger.signOut()
            #expect(alice.first.status == .disconnecting)
            #expect(alice.first.isSignOutSent)
            server.facts.send(SIGKILL)
            try await alice.signedOut()
            // Bytes that nobody read are answered by a reset; otherwise the connection is closed in good order.
            let words = try require(alice.first.lastEnding?.words, "the words")
            #expect(words.hasPrefix("did not confirm ("), "\(words)")
            #expect(["closed by server", "connection lost"].contains(alice.endings[0]))
            #expect(alice.state.lastReport?.isConfirmed == false)
            #expect(alice.first.retryAt == nil)
        }

        @Test(
            "while signed in is a lost connection that is tried again, until the sign-out forbids it",
            .matrix(15, 36),
            arguments: RealServer.Kind.allCases)
        func whileSignedIn(_ kind: RealServer.Kind) async throws {
            let server = try await OwnServer.start(kind)
            let alice = Person([try server.facts.account("alice", watching: ["bob"])])
            try await alice.signIn()
            // In the second session what the first has learnt of the server is used from the beginning.
            try await alice.signOut()
            try await alice.signIn()
            server.facts.send(SIGKILL)
            try await until("another attempt") { alice.first.retryAt != nil }
            #expect(alice.first.status == .offline)
            #expect(alice.first.presences.allSatisfy { $0 == .unknown }, "unknown rather than offline")
            try await alice.signOut()
            // Prosody has promised to hold the session, so it has to be told, and cannot be.
            let ending = kind == .prosody ? "could not send" : "cancelled before sign-in"
            #expect(alice.endings == [ending])
            #expect(alice.first.retryAt == nil)
        }
    }
}

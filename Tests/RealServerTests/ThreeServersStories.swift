import Glibc
import Messenger
import Storytelling
import Testing

extension RealServerStories {
    @MainActor
    @Suite("Prosody, InspIRCd and ngIRCd at once")
    struct ThreeServersStories {
        /// Three servers of one story's own.
        private func servers() async throws -> [OwnServer] {
            var servers: [OwnServer] = []
            for kind in RealServer.Kind.allCases { servers.append(try await .start(kind)) }
            return servers
        }

        private func person(at servers: [OwnServer]) throws -> Person {
            Person(try servers.map { try $0.facts.account("alice") })
        }

        @Test("one sign-out, three acknowledged receipts", .matrix(31))
        func all() async throws {
            let servers = try await servers()
            let alice = try person(at: servers)
            try await alice.signIn()
            try await alice.messenger.signOut()
            try await alice.signedOut()
            #expect(alice.endings == ["acknowledged", "acknowledged", "acknowledged"])
            #expect(alice.state.lastReport?.entries.count == 3)
            #expect(alice.state.lastReport?.isConfirmed == true)
        }

        @Test(
            "one that is stopped is waited for, the others are not held up, and it has answered when it goes on",
            .matrix(9, 31),
            arguments: RealServer.Kind.allCases)
        func stopped(_ kind: RealServer.Kind) async throws {
            let servers = try await servers()
            let alice = try person(at: servers)
            try await alice.signIn()
            let silent = try require(
                servers.firstIndex { $0.facts.kind == kind }, "the one that will be silent")
            let expected = RealServer.Kind.allCases.map { $0 == kind ? "none" : "acknowledged" }

            servers[silent].facts.send(SIGSTOP)
            defer { servers[silent].facts.send(SIGCONT) }
            try await alice.messenger.signOut()
            try await until("two to end") { alice.endings == expected }
            // What is silent for two seconds more is silent.
            try await Task.sleep(for: .seconds(2))
            #expect(alice.endings == expected)
            #expect(alice.state.status == .disconnecting)
            #expect(
                alice.state.services.filter { $0.status == .disconnecting }.map(\.description.name)
                    == [kind.rawValue])
            #expect(alice.state.lastReport == nil)

            servers[silent].facts.send(SIGCONT)
            try await alice.signedOut()
            #expect(alice.endings == ["acknowledged", "acknowledged", "acknowledged"])
            #expect(alice.state.lastReport?.entries.last?.service.index == silent, "it ended last")
        }
    }
}

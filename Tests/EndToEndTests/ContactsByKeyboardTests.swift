import Foundation
import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("Contacts by keyboard") struct ContactsByKeyboardTests {
        /// A person with a server of their own, signed in.
        private func start(
            _ change: @Sendable (inout ServerSettings) -> Void = { _ in }
        ) async throws -> (AccountServer, Home, TerminalProgram) {
            let home = try Home()
            let server = try await AccountServer(change)
            try home.configure(try await server.configuration(in: home.path))
            let program = try client(home: home, columns: 100)
            try await program.waitUntilSignedIn(["home"])
            return (server, home, program)
        }

        @Test("somebody is added by address, asked, and shown")
        func add() async throws {
            let (server, _, program) = try await start {
                $0.strangersAnswer = .accepts(after: .milliseconds(50))
            }
            program.type("a")
            try await program.wait(forText: "Address")
            program.type("dave@porchlight.test")
            try await program.wait(forText: "dave@porchlight.test")
            // Enter goes through the fields and adds at the end.
            for _ in 0..<4 where program.screen.shows("Add a contact") {
                program.type("\r")
                try await program.watch(for: 0.2)
            }
            try await server.wait(for: "the new contact") { server in
                server.roster(of: "alice").contains { $0.address == "dave@porchlight.test" }
            }
            try await program.quit()
        }

        @Test("somebody who asks is shown with their words, and sees one only after an answer")
        func accept() async throws {
            let (server, _, program) = try await start()
            await server.server.ask("alice", from: "erin@porchlight.test", text: "it is me")
            try await program.wait(forText: "erin@porchlight.test")
            // The first selects whoever asks, the second asks back, the third answers.
            for _ in 0..<3 {
                #expect(await !server.server.requests(to: "alice").isEmpty)
                program.type("y")
                try await program.watch(for: 0.3)
            }
            try await server.wait(for: "the answer") { server in
                server.requests(to: "alice").isEmpty
                    && server.roster(of: "alice").contains {
                        $0.address == "erin@porchlight.test" && [.from, .both].contains($0.relation)
                    }
            }
            try await program.quit()
        }

        @Test("somebody who asks is refused with n")
        func refuse() async throws {
            let (server, _, program) = try await start()
            await server.server.ask("alice", from: "mallory@porchlight.test")
            try await program.wait(forText: "mallory@porchlight.test")
            for _ in 0..<2 {
                #expect(await !server.server.requests(to: "alice").isEmpty)
                program.type("n")
                try await program.watch(for: 0.4)
            }
            try await server.wait(for: "the answer") { $0.requests(to: "alice").isEmpty }
            #expect(
                await !server.server.roster(of: "alice").contains { $0.address == "mallory@porchlight.test" })
            try await program.quit()
        }

        @Test("a contact is renamed, removed with a question, and blocked with a question")
        func change() async throws {
            let (server, _, program) = try await start()
            program.type("/bob\r")
            try await program.wait(for: "Bob found") { $0.shows("Bob") && !$0.shows("Carol") }
            program.type("e")
            try await program.wait(forText: "Name")
            program.type("by\r")
            try await server.wait(for: "the new name") { server in
                server.roster(of: "alice").contains { $0.name == "Bobby" }
            }
            try await program.wait(forText: "Bobby")
            program.type("b")
            try await program.watch(for: 0.3)
            program.type("y")
            try await server.wait(for: "the block") {
                $0.blocked(by: "alice").contains("bob@porchlight.test")
            }
            program.type("x")
            try await program.watch(for: 0.3)
            program.type("y")
            try await server.wait(for: "the removal") { server in
                !server.roster(of: "alice").contains { $0.address == "bob@porchlight.test" }
            }
            try await program.quit()
        }

        @Test("two addresses are merged into one person, who is one in the next run as well")
        func merge() async throws {
            let (server, home, program) = try await start()
            try await program.wait(forText: "Carol")
            // Bob is marked; below him are the next group's heading and Carol.
            program.type("m")
            try await program.watch(for: 0.1)
            program.type("jj")
            try await program.wait(forText: "carol@porchlight.test")
            program.type("m")
            try await program.wait(forText: "one person now")
            try await program.quit()
            #expect(home.files.contains { $0.hasSuffix("/people") })
            let next = try client(home: home, columns: 100)
            try await next.waitUntilSignedIn(["home"])
            // One row stands for both, in each of their groups.
            try await next.wait(for: "one person") {
                $0.shows("Friends") && $0.shows("Work") && !$0.shows("Carol")
            }
            try await next.quit()
            await server.stop()
        }
    }
}

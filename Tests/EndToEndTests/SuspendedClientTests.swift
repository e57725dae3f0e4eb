import Glibc
import LoopbackServers
import Storytelling
import TerminalHarness
import Testing

extension Stories {
    /// Row 18: the program stands still, as on a machine that sleeps, and goes on.
    @Suite("A client that was stopped")
    struct SuspendedClientTests {
        private static let sleep = Matrix.isLong ? 120.0 : 5.0

        private func signedIn(_ host: AccountServer, _ home: Home) async throws -> TerminalProgram {
            try home.configure(try await host.configuration(in: home.path))
            let program = try client(home: home)
            try await program.waitUntilSignedIn(["home"])
            await host.server.change(contact: 0, .present(LoopbackResource(name: "phone")))
            try await program.wait(forText: "● Bob")
            return program
        }

        @Test(
            "finds within ten seconds that the server has dropped it, and shows no session that is not there",
            .matrixTogether(18))
        func dropped() async throws {
            let host = try await AccountServer()
            let home = try Home()
            let program = try await signedIn(host, home)
            program.send(signal: SIGSTOP)
            try await Task.sleep(for: .seconds(Self.sleep))
            await host.server.closeConnections()
            program.send(signal: SIGCONT)
            try await program.wait(for: "the loss", timeout: 10) { !$0.lastLine.contains("home online") }
            #expect(!program.screen.shows("● Bob"), "nobody is shown as present")
            try await program.waitUntilSignedIn(["home"])
            #expect(await host.server.records.count == 2, "online again is a session of its own")
            try await program.quit()
        }

        @Test(
            "asks a server that is silent for a sign of life at once, and waits ten seconds",
            .matrixTogether(18))
        func silent() async throws {
            let host = try await AccountServer { $0.manner = .deaf }
            let home = try Home()
            let program = try await signedIn(host, home)
            program.send(signal: SIGSTOP)
            try await Task.sleep(for: .seconds(Self.sleep))
            let began = ContinuousClock.now
            program.send(signal: SIGCONT)
            try await program.wait(for: "the loss", timeout: 14) { !$0.lastLine.contains("home online") }
            #expect(began.duration(to: .now) < .seconds(13))
            #expect(!program.screen.shows("● Bob"), "nobody is shown as present")
        }

        @Test("goes on as before with a server that is still there", .matrixTogether(18))
        func alive() async throws {
            let host = try await AccountServer()
            let home = try Home()
            let program = try await signedIn(host, home)
            program.send(signal: SIGSTOP)
            try await Task.sleep(for: .seconds(Self.sleep))
            program.send(signal: SIGCONT)
            try await program.watch(for: Matrix.isLong ? 11 : 1)
            #expect(program.screen.lastLine.contains("home online"))
            #expect(await host.server.records.count == 1)
            program.type("o")
            try await program.wait(forText: "Signed out: home acknowledged in")
        }
    }
}

import Foundation
import Glibc
import LoopbackServers
import Storytelling
import TerminalHarness
import Testing

extension Stories {
    /// Row 22: kill -9 of the whole client.
    @Suite("A client that is killed")
    struct KilledClientTests {
        @Test(
            "at any moment leaves a state folder that the next one reads, and no lock", .matrix(22))
        func killed() async throws {
            let host = try await AccountServer()
            let home = try Home()
            try home.configure(try await host.configuration(in: home.path))
            for _ in 0..<5 {
                let program = try client(home: home)
                // Signing in takes some 50 ms; the keys make records and choices.
                try await program.watch(for: .random(in: 0.01...0.3))
                for key in ["H", "z", "o", "i", "o"].shuffled().prefix(.random(in: 0...4)) {
                    program.type(key)
                    try await program.watch(for: .random(in: 0...0.05))
                }
                program.send(signal: SIGKILL)
                #expect(try await program.waitForExit() == 128 + SIGKILL)
            }
            let next = try client(home: home, columns: 200)
            try await next.waitUntilSignedIn(["home"])
            for word in ["damaged", "could not", "not used", "already running"] {
                #expect(!next.screen.shows(word), "\(word)")
            }
            next.type("J")
            try await next.wait(for: "the journal") { $0.shows("home: signed in") }
            #expect(!next.screen.shows("damaged"))
            next.type("\u{1b}")
            try await next.wait(for: "the journal closed") { !$0.shows("home: signed in") }
            try await next.quit()
        }

        @Test("while signed in is told by the next one: the session was not closed properly", .matrix(22))
        func notClosed() async throws {
            let host = try await AccountServer()
            let home = try Home()
            try home.configure(try await host.configuration(in: home.path))
            let first = try client(home: home)
            try await first.waitUntilSignedIn(["home"])
            // What was told is on the disk a moment later.
            try await first.wait(for: "the record") { _ in keepsSignIn(home) }
            first.send(signal: SIGKILL)
            #expect(try await first.waitForExit() == 128 + SIGKILL)
            let next = try client(home: home, columns: 200)
            try await next.waitUntilSignedIn(["home"])
            next.type("J")
            try await next.wait(forText: "and was not")
        }

        /// Whether a finished line of the journal tells of a sign-in.
        private func keepsSignIn(_ home: Home) -> Bool {
            let bytes = FileManager.default.contents(atPath: home.path + "/state/porchlight/journal")
            let lines = String(decoding: bytes ?? Data(), as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            return lines.dropLast().contains { $0.contains("signed-in") }
        }
    }
}

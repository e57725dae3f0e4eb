import Glibc
import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("Checking the accounts without a screen") struct CheckTests {
        private func check(_ home: Home) throws -> TerminalProgram {
            try client("check", home: home, columns: 200)
        }

        @Test("an account that can sign in and out is told stage by stage, and nothing is written")
        func good() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.configuration(in: home.path))
            let before = home.files
            let program = try check(home)
            #expect(try await program.waitForExit() == 0)
            for words in [
                "home: connecting", "home: TLS 1.", "home: password proved by SCRAM-SHA-256",
                "home: 2 contacts", "home: signed in as",
                "home: signed out, acknowledged in",
            ] {
                #expect(program.outputText.contains(words), "\(words) in \(program.outputText)")
            }
            #expect(home.files == before)
        }

        @Test("of a server that nothing vouches for the key is told, to be compared, and never trusted")
        func untrusted() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.configuration(in: home.path, trusted: false))
            let before = home.files
            for _ in 0..<2 {
                let program = try check(home)
                #expect(try await program.waitForExit() == 1)
                #expect(program.outputText.contains("home: FAILED: "))
                #expect(program.outputText.contains("home: the server's key: pin = \"sha256:"))
                #expect(home.files == before)
            }
        }

        @Test("a key that is configured is enough, and another one is not")
        func pinned() async throws {
            let home = try Home()
            let server = try await AccountServer()
            let lines = try await server.configuration(in: home.path, trusted: false)
            try home.configure(lines)
            let first = try check(home)
            #expect(try await first.waitForExit() == 1)
            let pin = try #require(
                first.outputText.split(whereSeparator: \.isNewline).compactMap { line in
                    line.split(separator: "pin = ").dropFirst().first.map { String($0) }
                }.first)
            try home.configure(lines + "pin = " + pin + "\n")
            let second = try check(home)
            #expect(try await second.waitForExit() == 0, "\(second.outputText)")
            let other = pin.replacing("sha256:", with: "sha256:00").dropLast(3) + "\""
            try home.configure(lines + "pin = " + other + "\n")
            let third = try check(home)
            #expect(try await third.waitForExit() == 1)
            #expect(third.outputText.contains("the server's key is not the one"))
        }

        @Test("the keyring is asked, and then the person")
        func keyring() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.account(in: home.path))
            let program = try check(home)
            try await program.wait(forText: "Password for alice@porchlight.test")
            program.type("lantern\r")
            #expect(try await program.waitForExit() == 0)
            #expect(!program.outputText.contains("lantern"))
        }
    }
}

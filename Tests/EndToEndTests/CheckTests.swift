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
                "home: connecting", "home: 2 contacts", "home: signed in as",
                "home: signed out, acknowledged in",
            ] {
                #expect(program.outputText.contains(words), "\(words) in \(program.outputText)")
            }
            #expect(home.files == before)
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

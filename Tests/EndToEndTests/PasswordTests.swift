import Foundation
import Glibc
import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("Where the password comes from") struct PasswordTests {
        private func keyring(_ home: Home, _ script: String) throws {
            let folder = home.path + "/bin"
            #expect(mkdir(folder, 0o700) == 0)
            let path = folder + "/secret-tool"
            try Data(("#!/bin/sh\n" + script + "\n").utf8).write(to: URL(fileURLWithPath: path))
            #expect(chmod(path, 0o700) == 0)
        }

        private func client(_ home: Home) throws -> TerminalProgram {
            var environment = environment(home)
            environment["PATH"] = home.path + "/bin:/usr/bin:/bin"
            return try TerminalProgram(
                BuiltProgram.path("porchlight"), environment: environment, rows: 24, columns: 80)
        }

        @Test("with nothing configured the keyring is asked by the account's address")
        func keyring() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.account(in: home.path))
            try keyring(
                home, "[ \"$*\" = 'lookup service xmpp account alice@porchlight.test' ] && echo lantern")
            let program = try client(home)
            try await program.waitUntilSignedIn(["home"])
            try await program.quit()
        }

        @Test("a keyring that has none leaves the person to be asked")
        func emptyKeyring() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.account(in: home.path))
            try keyring(home, "exit 1")
            let program = try client(home)
            try await program.wait(forText: "the keyring has no password")
            program.type("lantern\r")
            try await program.waitUntilSignedIn(["home"])
            try await program.quit()
            #expect(!program.outputText.contains("lantern"))
        }

        @Test("a wrong one is asked for anew, and the file stays as it is")
        func wrong() async throws {
            let home = try Home()
            let server = try await AccountServer()
            let text = try await server.account(in: home.path) + "password = \"wrong-one\"\n"
            try home.configure(text)
            let program = try client(home)
            try await program.wait(for: "the refusal") {
                $0.shows("password") && $0.lastLine.contains("ffline")
            }
            program.type("i")
            try await program.wait(forText: "Password")
            program.type("lantern\r")
            try await program.waitUntilSignedIn(["home"])
            try await program.quit()
            let path = home.path + "/config/porchlight/config.toml"
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }
}

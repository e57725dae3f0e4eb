import Foundation
import LoopbackServers
import SASL
import TerminalHarness
import Testing

extension Stories {
    @Suite("Trusting a server by consent") struct TrustTests {
        private func consent(_ program: TerminalProgram, question: String, word: String) async throws {
            // The reason stands behind the name; while signing in there is only the name.
            try await program.wait(for: "the failure") { $0.lastLine.contains("home: ") }
            program.type("i")
            try await program.wait(forText: question)
            program.type(word + "\r")
        }

        @Test(
            "a key that nothing vouches for is trusted by a typed word only, also in the next run, and no other key is"
        )
        func key() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.configuration(in: home.path, trusted: false))
            let program = try client(home: home, columns: 100)
            try await consent(program, question: "Whose key is this? home", word: "yes")
            try await program.wait(forText: "Nothing was allowed")
            #expect(!home.files.contains { $0.hasSuffix("/trust") })
            program.type(String(repeating: "\u{7f}", count: 3) + "trust\r")
            try await program.waitUntilSignedIn(["home"])
            try await program.quit()
            let second = try client(home: home, columns: 100)
            try await second.waitUntilSignedIn(["home"])
            try await second.quit()
            // Another server in its place has another key.
            await server.stop()
            let other = try await AccountServer()
            try home.configure(try await other.configuration(in: home.path, trusted: false))
            let third = try client(home: home, columns: 100)
            try await third.wait(forText: "the server's key is not the one that you have accepted")
            #expect(await other.server.clientCount == 0)
        }

        @Test("a key that the configuration names is the only one: no typed word comes before it")
        func configured() async throws {
            let home = try Home()
            let server = try await AccountServer()
            let pin = "pin = \"sha256:\(String(repeating: "0", count: 64))\"\n"
            try home.configure(try await server.configuration(in: home.path, trusted: false) + pin)
            let program = try client(home: home, columns: 120)
            try await consent(program, question: "Whose key is this? home", word: "trust")
            try await program.wait(forText: "the configuration names another key (pin)")
            #expect(!home.files.contains { $0.hasSuffix("/trust") })
            #expect(await server.server.clientCount == 0)
        }

        @Test("a weaker proof than before is used only when a person says so")
        func weaker() async throws {
            let home = try Home()
            let server = try await AccountServer()
            try home.configure(try await server.configuration(in: home.path))
            try await runOnce(home: home)
            await server.stop()
            let weak = try await AccountServer { $0.mechanisms = [.plain] }
            try home.configure(try await weak.configuration(in: home.path))
            let second = try client(home: home, columns: 100)
            try await consent(second, question: "A weaker proof? home", word: "weaker")
            try await second.waitUntilSignedIn(["home"])
            try await second.quit()
            let third = try client(home: home)
            try await third.waitUntilSignedIn(["home"])
        }
    }
}

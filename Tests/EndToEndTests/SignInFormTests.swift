import Foundation
import Glibc
import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("Signing in by the form") struct SignInFormTests {
        /// Chooses the status below the first, before there is any account.
        private func becomeBusy(_ program: TerminalProgram) async throws {
            try await program.wait(forText: "Address")
            program.type("\u{1b}")
            try await program.wait(for: "the form closed") { !$0.shows("Address") }
            program.type("s")
            try await program.wait(forText: "Out to lunch")
            program.type("\u{1b}[B\r")
            try await program.wait(for: "the choice made") { !$0.shows("Out to lunch") }
        }

        @Test(
            "it stays with the reason, a key is allowed by a word, the status is the chosen one, the account is kept"
        )
        func all() async throws {
            let home = try Home()
            let server = try await AccountServer()
            let place = await server.server.place
            let program = try client(home: home, columns: 100)
            try await becomeBusy(program)
            program.type("i")
            try await program.wait(forText: "Address")
            program.type("alice@porchlight.test\tlantern\t\(place)\r")
            // Whole, with what may be done about it at its end.
            try await program.wait(for: "the reason") { screen in
                screen.lines.dropLast().contains { $0.contains(" allowed ") }
            }
            #expect(program.screen.shows("alice@porchlight.test") && program.screen.shows("\(place)"))
            program.type("\u{1b}")
            try await program.wait(for: "the form closed") { !$0.shows("Address") }
            program.type("i")
            try await program.wait(forText: "Whose key is this? home")
            program.type("trust\r")
            try await program.wait(forText: "Keep this account?")
            try await server.wait(for: "a presence") { server in
                String(decoding: server.records.last?.receivedBytes ?? [], as: UTF8.self).contains(
                    "<presence")
            }
            let sent = String(decoding: await server.server.records.last?.receivedBytes ?? [], as: UTF8.self)
            #expect(sent.contains("<show>dnd</show>"))
            program.type("y")
            try await program.wait(forText: "kept in ")
            let path = home.path + "/config/porchlight/config.toml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("alice@porchlight.test") && !text.contains("lantern"))
            var facts = stat()
            #expect(stat(path, &facts) == 0 && facts.st_mode & 0o7777 == 0o600)
            try await program.quit()
        }
    }
}

import Foundation
import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("Texts from outside that steer terminals") struct HostileTextTests {
        /// What XML lets through: a control sequence's one-character beginning, and a turn of the writing direction.
        private static let steering = "\u{9b}2J\u{202e}\u{85}"

        private func isSteered(_ bytes: some Sequence<UInt8>) -> Bool {
            let data = Data(bytes)
            return ["\u{9b}", "\u{202e}", "\u{85}"].contains { data.range(of: Data($0.utf8)) != nil }
        }

        @Test("reach neither the terminal, nor the check's lines, nor any file")
        func nowhere() async throws {
            let home = try Home()
            let server = try await AccountServer()
            await server.name(contact: Self.steering + "Mallory", group: Self.steering + "Group")
            try home.configure(try await server.configuration(in: home.path))
            let program = try client(home: home)
            try await program.wait(forText: "Mallory")
            program.type("j")
            try await program.watch(for: 0.1)
            try await program.quit()
            let check = try client("check", home: home, columns: 200)
            #expect(try await check.waitForExit() == 0)
            #expect(!isSteered(program.output))
            #expect(!isSteered(check.output))
            let written = home.files.filter { $0.hasPrefix("state/") }
            #expect(
                written.contains { $0.contains("contacts-") } && written.contains { $0.contains("journal") })
            for file in written {
                #expect(
                    !isSteered(FileManager.default.contents(atPath: home.path + "/" + file) ?? Data()),
                    "\(file)")
            }
        }
    }
}

import LoopbackServers
import Storytelling
import TerminalHarness
import Testing

extension Stories {
    /// Row 26: several clients with one state folder.
    @Suite("Twenty clients at once")
    struct ManyClientsTests {
        @Test("with one state folder are one client and nineteen that say whose it is", .matrix(26))
        func oneFolder() async throws {
            let host = try await AccountServer()
            let home = try Home()
            try home.configure(try await host.configuration(in: home.path))
            var programs: [TerminalProgram] = []
            for _ in 0..<20 { programs.append(try client(home: home)) }
            var ended: [TerminalProgram] = []
            for _ in 0..<2_000 where ended.count < 19 {
                ended = programs.filter(\.isEnded)
                try await Task.sleep(for: .milliseconds(10))
            }
            let running = programs.filter { !$0.isEnded }
            let one = try #require(running.first)
            #expect(running.count == 1)
            for program in ended {
                #expect(try await program.waitForExit() == 2)
                #expect(program.outputText.contains("already running (pid \(one.processNumber))"))
                #expect(program.leftBehind == [])
            }
            try await one.waitUntilSignedIn(["home"])
            try await one.quit()
            #expect(await host.server.records.count == 1, "nobody else has connected")
        }
    }
}

import LoopbackServers
import TerminalHarness
import Testing

extension Stories {
    @Suite("Whether somebody looks, and whether somebody is there") struct AttentionTests {
        @Test("Ctrl-Z tells the server before the program stops that nobody looks, and fg that somebody does")
        func stopped() async throws {
            let home = try Home()
            let server = try await AccountServer { $0.features.insert(.clientState) }
            try home.configure(try await server.configuration(in: home.path))
            let shell = try TerminalProgram(
                "/bin/bash", arguments: ["--norc", "--noprofile", "--noediting", "-i"],
                environment: environment(home).merging(["PS1": "prompt> "]) { $1 })
            try await shell.wait(forText: "prompt>")
            shell.type(BuiltProgram.path("porchlight") + "\r")
            try await shell.waitUntilSignedIn(["home"])
            #expect(await server.attention.last != .inactive)
            shell.type("\u{1a}")
            // The prompt is the last that the shell writes.
            try await shell.wait(for: "the shell's prompt") { screen in
                screen.shows("Stopped") && screen.lines.last { !$0.isEmpty } == "prompt>"
            }
            // The program is stopped by now, so this was on its way before.
            try await server.wait(for: "nobody looks") {
                $0.records.flatMap(\.clientStates).last == .inactive
            }
            let written = shell.output.count
            try await shell.watch(for: 0.3)
            #expect(shell.output.count == written)
            shell.type("fg\r")
            try await shell.waitUntilSignedIn(["home"])
            try await server.wait(for: "somebody looks") {
                $0.records.flatMap(\.clientStates).last == .active
            }
            shell.type("q")
            try await shell.wait(forText: "home: signed out, acknowledged in")
        }

        @Test("without a key one becomes idle where that is configured, and the next key brings all back")
        func idle() async throws {
            let home = try Home()
            let server = try await AccountServer()
            let account = try await server.configuration(in: home.path)
            try home.configure(account + "[interface]\nidle_after = \"2s\"\n")
            let program = try client(home: home)
            try await program.waitUntilSignedIn(["home"])
            try await program.wait(for: "idle") { $0.lines[0].contains("Idle (was Available)") }
            program.type("j")
            try await program.wait(for: "back") { $0.lines[0].hasSuffix("Available") }
            try await program.wait(for: "idle again") { $0.lines[0].contains("Idle") }
            try await program.quit()
        }

        @Test("where it is not configured nobody becomes idle")
        func neverIdle() async throws {
            let program = try client("demo", home: try Home())
            try await program.waitUntilSignedIn()
            try await program.watch(for: 1.5)
            #expect(!program.screen.lines[0].contains("Idle"))
        }
    }
}

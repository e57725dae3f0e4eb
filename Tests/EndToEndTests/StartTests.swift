import TerminalHarness
import Testing

extension Stories {
    @Suite("Starting the program") struct StartTests {
        @Test(
            "without a configuration the sign-in form is shown, and only the lock is written until it is used"
        )
        func signInForm() async throws {
            let home = try Home()
            let program = try client(home: home)
            try await program.wait(forText: "Sign in")
            #expect(program.screen.shows("Address") && program.screen.shows("Password"))
            #expect(program.screen.lastLine.contains("Offline"))
            program.type("quo")
            try await program.wait(for: "letters as text") { $0.shows("Address   quo") || $0.shows("quo") }
            #expect(!program.isEnded)
            program.type("\u{1b}")
            try await program.wait(for: "the form closed") { !$0.shows("Address") }
            try await program.quit()
            #expect(home.files == ["state/porchlight/lock"])
        }

        @Test(
            "a terminal that cannot show it is named, with status 2",
            arguments: [("dumb", "\"dumb\""), ("no-such-type", "\"no-such-type\""), (nil, "not set")]
                as [(String?, String)])
        func unusableTerminal(_ term: String?, _ named: String) async throws {
            let program = try client("demo", home: try Home(), term: term)
            #expect(try await program.waitForExit() == 2)
            #expect(program.outputText.contains(named))
            #expect(program.outputText.contains("terminal type"))
            #expect(program.outputText.split(separator: "\r\n").count == 1)
            #expect(program.leftBehind == [])
        }

        @Test("output into a pipe is refused in words, with nothing drawn")
        func pipe() async throws {
            let home = try Home()
            let program = try TerminalProgram(
                "/bin/sh", arguments: ["-c", "\"$0\" demo | cat", BuiltProgram.path("porchlight")],
                environment: environment(home))
            _ = try await program.waitForExit()
            #expect(program.outputText.contains("standard output is not a terminal"))
            #expect(!program.outputText.contains("\u{1b}"))
        }

        @Test(
            "the version and the help are printed without a terminal being taken",
            arguments: ["--version", "--help"])
        func information(_ option: String) async throws {
            let program = try client(option, home: try Home(), term: "dumb")
            #expect(try await program.waitForExit() == 0)
            #expect(program.outputText.contains("porchlight"))
        }

        @Test("a wrong command line is status 2", arguments: ["--no-such-option", "nonsense"])
        func usage(_ argument: String) async throws {
            let program = try client(argument, home: try Home())
            #expect(try await program.waitForExit() == 2)
            #expect(program.leftBehind == [])
        }

        @Test(
            "on every type of terminal the demo is shown, signed out and left",
            arguments: ["xterm-256color", "screen", "vt100", "linux"])
        func terminalTypes(_ term: String) async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home(), term: term)
            try await program.waitUntilSignedIn()
            program.type("o")
            try await program.wait(forText: "Signed out: demo acknowledged in")
            try await program.quit()
            #expect(program.screen.shows("demo: signed out, acknowledged in"))
        }

        @Test("where the character set is not UTF-8 every byte on the screen is ASCII")
        func ascii() async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home(), locale: "C")
            try await program.waitUntilSignedIn()
            try await program.quit()
            #expect(program.output.allSatisfy { $0 < 0x80 })
        }
    }
}

import Glibc
import Storytelling
import TerminalHarness
import Testing

extension Stories {
    @Suite("Quitting") struct QuitTests {
        @Test("quitting signs out and prints what the server answered")
        func orderly() async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home())
            try await program.waitUntilSignedIn()
            program.type("q")
            #expect(try await program.waitForExit() == 0)
            #expect(program.leftBehind == [])
            #expect(program.screen.shows("demo: signed out, acknowledged in"))
        }

        @Test(
            "quitting waits five seconds for a server that never answers, says so, and ends with 3",
            .matrix(9))
        func bounded() async throws {
            let program = try client("demo", "--manner", "never", home: try Home())
            try await program.waitUntilSignedIn()
            program.type("q")
            try await program.wait(forText: "Disconnecting")
            try await program.watch(for: 3)
            #expect(!program.isEnded)
            #expect(try await program.waitForExit() == 3)
            #expect(program.leftBehind == [])
            #expect(program.screen.shows("did not confirm within 5 s"))
        }

        @Test("a second q ends at once, a held one does not", .matrix(30))
        func twice() async throws {
            for _ in 0..<20 {
                let program = try client("demo", "--manner", "never", home: try Home())
                try await program.waitUntilSignedIn()
                guard try await program.hold("q") else { continue }
                #expect(!program.isEnded)
                let held = ContinuousClock.now
                try await program.watch(for: 0.6)
                // Later than that it may have ended by itself.
                guard held.duration(to: .now) < .seconds(3) else { continue }
                program.type("q")
                #expect(try await program.waitForExit(timeout: 2) == 3)
                #expect(program.leftBehind == [])
                #expect(program.screen.shows("not waited for"))
                return
            }
            Issue.record("the machine is too busy to hold a key down")
        }

        @Test("a signal is an orderly quit", .matrix(20), arguments: [SIGTERM, SIGHUP, SIGINT])
        func signal(_ number: Int32) async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home())
            try await program.waitUntilSignedIn()
            program.send(signal: number)
            #expect(try await program.waitForExit() == 0)
            #expect(program.leftBehind == [])
            #expect(program.screen.shows("demo: signed out, acknowledged in"))
        }

        @Test("a signal waits three seconds for a server that never answers", .matrix(20))
        func boundedSignal() async throws {
            let program = try client("demo", "--manner", "never", home: try Home())
            try await program.waitUntilSignedIn()
            program.send(signal: SIGTERM)
            try await program.wait(forText: "Disconnecting")
            try await program.watch(for: 1.5)
            #expect(!program.isEnded)
            #expect(try await program.waitForExit() == 3)
            #expect(program.screen.shows("did not confirm within 3 s"))
        }

        @Test("a second signal ends at once with 128 and its number", .matrix(20, 21))
        func secondSignal() async throws {
            let program = try client("demo", "--manner", "never", home: try Home())
            try await program.waitUntilSignedIn()
            program.send(signal: SIGTERM)
            try await program.wait(forText: "Disconnecting")
            program.send(signal: SIGTERM)
            #expect(try await program.waitForExit(timeout: 1) == 128 + SIGTERM)
            #expect(program.leftBehind == [])
        }

        @Test(
            "a quit or a signal during the sign-out shortens its bound, and the same sign-out goes on",
            .matrix(21, 30), arguments: [Hurry.key, .signal])
        func hurried(_ hurry: Hurry) async throws {
            let program = try client("demo", "--manner", "never", home: try Home())
            try await program.waitUntilSignedIn()
            program.type("o")
            try await program.wait(for: "two seconds") { _ in (program.secondsDisconnecting ?? 0) >= 2 }
            let began = ContinuousClock.now
            let counted = try #require(program.secondsDisconnecting)
            switch hurry {
            case .key: program.type("q")
            case .signal: program.send(signal: SIGTERM)
            }
            #expect(try await program.waitForExit() == 3)
            #expect(began.duration(to: .now) > .seconds(hurry.bound) - .milliseconds(100))
            #expect(program.leftBehind == [])
            // Between what was last counted and the key another second may have begun.
            let ends = [counted, counted + 1].map {
                "demo: did not confirm within \($0 + hurry.bound) s"
            }
            #expect(ends.contains { program.screen.shows($0) }, "\(program.screen)")
        }

        /// What makes a sign-out end sooner.
        enum Hurry {
            case key
            case signal

            /// How long it goes on, in seconds.
            var bound: Int {
                switch self {
                case .key: 5
                case .signal: 3
                }
            }
        }

        @Test("Ctrl-C is a quit")
        func interruptKey() async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home())
            try await program.waitUntilSignedIn()
            program.type("\u{3}")
            #expect(try await program.waitForExit() == 0)
            #expect(program.leftBehind == [])
        }

        @Test("a closed window is a quit that writes nothing and ends", .matrix(19))
        func closedWindow() async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home())
            try await program.waitUntilSignedIn()
            program.hangUp()
            #expect(try await program.waitForExit(timeout: 5) == 0)
        }

        @Test(
            "a crash puts the terminal back and prints nothing of memory",
            arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP])
        func crash(_ number: Int32) async throws {
            let program = try client("demo", home: try Home())
            try await program.waitUntilSignedIn()
            program.send(signal: number)
            #expect(try await program.waitForExit() == 128 + number)
            #expect(program.leftBehind == [])
            #expect(!program.outputText.contains("crashed"))
        }
    }
}

extension Stories {
    @Suite("Stopping and going on") struct StopTests {
        @Test("Ctrl-Z gives the shell a working terminal, and fg comes back to the same list")
        func controlZ() async throws {
            let home = try Home()
            let shell = try TerminalProgram(
                "/bin/bash", arguments: ["--norc", "--noprofile", "--noediting", "-i"],
                environment: environment(home).merging(["PS1": "prompt> "]) { $1 })
            try await shell.wait(forText: "prompt>")
            shell.type(BuiltProgram.path("porchlight") + " demo --manner prompt\r")
            try await shell.waitUntilSignedIn()
            shell.type("\u{1a}")
            try await shell.wait(forText: "Stopped")
            #expect(shell.leftBehind == [])
            shell.type("echo still here\r")
            try await shell.wait(for: "the shell's echo") { $0.lines.contains("still here") }
            shell.type("fg\r")
            try await shell.waitUntilSignedIn()
            shell.type("q")
            try await shell.wait(forText: "demo: signed out, acknowledged in")
            #expect(!shell.isAlternateScreen)
        }

        @Test("a terminal that takes no output does not hold up a sign-out", .matrix(37))
        func stuckTerminal() async throws {
            let program = try client("demo", "--manner", "prompt", home: try Home(), rows: 60, columns: 200)
            try await program.waitUntilSignedIn()
            // Nobody reads: help shown and hidden fills whatever the terminal holds.
            for _ in 0..<40 {
                program.type("?\u{1b}")
                try await Task.sleep(for: .milliseconds(60))
            }
            program.type("o")
            try await Task.sleep(for: Matrix.wait(.seconds(60), short: .seconds(1)))
            try await program.wait(forText: "Signed out: demo acknowledged in")
            let words = program.screen.lastLine
            #expect(words.contains(" ms"), "answered while nobody read, not after: \(words)")
        }
    }
}

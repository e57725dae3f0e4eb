import Glibc
import TerminalHarness
import Testing

@Suite("The terminal, left") struct TerminalLeftTests {
    @Test("on the way out the terminal is as it was, and what is printed then is on the first screen")
    func orderly() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.type("q")
        #expect(try await program.waitForExit() == 0)
        #expect(program.leftBehind == [])
        #expect(program.screen.lines[0] == "left after ticks")
        #expect(program.screen.lines[1] == "", "leaving again does nothing")
    }

    @Test(
        "a crash of whatever kind puts the terminal back and ends by its signal, with no report",
        arguments: [
            SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT,
        ])
    func crash(_ number: Int32) async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.send(signal: number)
        #expect(try await program.waitForExit() == 128 + number)
        #expect(program.leftBehind == [])
        #expect(!program.outputText.contains("Thread 0"))
    }

    @Test("a trap in the program prints no memory")
    func trap() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.type("t")
        let status = try await program.waitForExit()
        #expect(status == 128 + SIGILL || status == 128 + SIGTRAP)
        #expect(program.leftBehind == [])
        #expect(!program.outputText.contains("hunter2"))
        #expect(!program.outputText.contains("Backtrace"))
    }

    @Test("an exit that forgot the screen puts the terminal back")
    func forgotten() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.type("x")
        #expect(try await program.waitForExit() == 4)
        #expect(program.leftBehind == [])
    }

    @Test("the first signal asks, the second ends at once", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(_ number: Int32) async throws {
        let program = try probe(extra: ["PROBE_STAYS": "1"])
        try await program.wait(forText: "ready")
        program.send(signal: number)
        try await program.wait(forText: "asked to end by \(number)")
        program.send(signal: SIGTERM)
        #expect(try await program.waitForExit() == 128 + SIGTERM)
        #expect(program.leftBehind == [])
    }

    @Test("Ctrl-C asks for the end")
    func interruptKey() async throws {
        let program = try probe(extra: ["PROBE_STAYS": "1"])
        try await program.wait(forText: "ready")
        program.type("\u{3}")
        try await program.wait(forText: "asked to end by 2")
    }

    @Test("a terminal that is gone asks for the end as SIGHUP, once")
    func hangUp() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.hangUp()
        #expect(try await program.waitForExit() == 5)
    }
}

extension TerminalLeftTests {
    /// The shell leads the session, and takes the hang-up's signal for itself.
    private func deafToHangUp(_ extra: [String: String] = [:]) throws -> TerminalProgram {
        let common = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]
        return try TerminalProgram(
            "/bin/sh", arguments: ["-c", "trap '' HUP; \"$0\"; exit $?", BuiltProgram.path("TerminalProbe")],
            environment: common.merging(extra) { $1 })
    }

    @Test("the end of the input alone, without a signal, asks for the end")
    func endOfInput() async throws {
        let program = try deafToHangUp()
        try await program.wait(forText: "ready")
        program.hangUp()
        #expect(try await program.waitForExit() == 5)
    }

    @Test("who looks for keys after the end of the input does not insist on the end")
    func looksOn() async throws {
        let program = try deafToHangUp(["PROBE_STAYS": "1", "PROBE_LOOKS": "1"])
        try await program.wait(forText: "ready")
        program.hangUp()
        #expect(try await program.waitForExit() == 7)
    }
}

@Suite("The terminal, stopped") struct TerminalStoppedTests {
    private func inShell() async throws -> TerminalProgram {
        let program = try TerminalProgram(
            // This shell leaves the modes of the terminal as a stopped program left them.
            "/bin/dash", arguments: ["-i"],
            environment: [
                "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PS1": "prompt> ",
            ])
        try await program.wait(forText: "prompt>")
        program.type(BuiltProgram.path("TerminalProbe") + "\r")
        try await program.wait(forText: "ready")
        return program
    }

    @Test("Ctrl-Z gives the terminal back and nothing is written until fg, then the screen is there again")
    func suspended() async throws {
        let program = try await inShell()
        program.type("\u{1a}")
        try await program.wait(forText: "Stopped")
        #expect(program.leftBehind == [])
        try await program.watch(for: 0.1)
        let quiet = program.output.count
        try await program.watch(for: 0.4)
        #expect(program.output.count == quiet)
        program.resize(rows: 20, columns: 60)
        program.type("fg\r")
        try await program.wait(forText: "size 20 x 60")
        try await program.wait(forText: "ready")
        #expect(program.isAlternateScreen && program.marksPastes)
        #expect(program.modes?.isCooked == false)
        program.type("q")
        try await program.wait(forText: "left after ticks")
        #expect(!program.isAlternateScreen)
    }

    @Test("a stop from outside that no program can see coming is mended when it is continued")
    func stoppedFromOutside() async throws {
        let program = try await inShell()
        program.sendToForeground(signal: SIGSTOP)
        try await program.wait(for: "the shell's prompt") { $0.text.contains("prompt>") }
        program.type("stty sane; printf '\\033[?1049l\\033[2J\\033[H'; echo other; echo work\n")
        try await program.wait(for: "other work on the first screen") { $0.lines[1] == "work" }
        program.type("fg\r")
        try await program.wait(forText: "size 24 x 80")
        #expect(program.isAlternateScreen)
        #expect(program.modes?.isCooked == false)
        program.type("q")
        try await program.wait(forText: "left after ticks")
    }

    @Test("without a shell to continue it, the stop key does not stop the program")
    func noJobControl() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.type("\u{1a}")
        try await program.watch(for: 0.3)
        let before = program.screen.lines[1]
        try await program.wait(for: "ticks go on") { $0.lines[1] != before && $0.shows("ready") }
        program.type("q")
        #expect(try await program.waitForExit() == 0)
        #expect(program.leftBehind == [])
    }

    @Test(
        "a terminal that takes no output does not stop the program, and shows the newest when it does again")
    func stuckOutput() async throws {
        let program = try probe(term: "screen", extra: ["PROBE_HEAVY": "1"])
        try await program.wait(forText: "ready")
        let before = program.output.count
        // Nobody reads for three seconds; the program counts on, and leaves out what nobody would see.
        try await Task.sleep(for: .seconds(3))
        let stale = ticks(program.screen)
        try await program.watch(for: 0.2)
        #expect(ticks(program.screen) - stale > 120)
        #expect(program.output.count - before < 60_000)
        program.type("q")
        #expect(try await program.waitForExit() == 0)
        #expect(program.leftBehind == [])
    }

    @Test("the last of the frames that were left out is shown although nothing changes any more")
    func caughtUp() async throws {
        let program = try probe(term: "screen", extra: ["PROBE_HEAVY": "1", "PROBE_STILL": "1"])
        try await program.wait(forText: "ready")
        for _ in 0..<100 {
            program.type("a")
            try await Task.sleep(for: .milliseconds(5))
        }
        program.type("z")
        try await Task.sleep(for: .milliseconds(300))
        try await program.wait(for: "the last key") { $0.text.contains("text(\"z\")") }
    }

    private func ticks(_ screen: Screen) -> Int {
        guard let word = screen.lines[1].split(separator: " ").last else { return 0 }
        return Int(word) ?? 0
    }

    @Test("a program whose terminal takes no output ends when it is asked to")
    func stuckEnd() async throws {
        let program = try probe(extra: ["PROBE_HEAVY": "1"])
        try await program.wait(forText: "ready")
        try await Task.sleep(for: .seconds(1))
        program.send(signal: SIGTERM)
        try await Task.sleep(for: .seconds(1))
        #expect(program.isEnded)
    }
}

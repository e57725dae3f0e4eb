import Glibc
import TerminalHarness
import Testing

private let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]

private func shell(_ script: String, rows: Int = 24, columns: Int = 80) throws -> TerminalProgram {
    try TerminalProgram(
        "/bin/sh", arguments: ["-c", script], environment: environment, rows: rows, columns: columns)
}

@Suite("A program in a terminal") struct TerminalProgramTests {
    @Test("what is printed is on the screen, and the exit status is the program's")
    func printing() async throws {
        let program = try shell("printf 'one\\r\\n  two'; exit 7")
        #expect(try await program.waitForExit() == 7)
        #expect(program.screen.lines[0] == "one")
        #expect(program.screen.lines[1] == "  two")
        #expect(program.screen.cursor == Screen.Position(row: 1, column: 5))
    }

    @Test("a wide character takes two cells and what follows stands behind it")
    func wideCharacters() async throws {
        let program = try shell("printf 'a中e\\314\\201z'")
        _ = try await program.waitForExit()
        let row = program.screen.cells[0]
        #expect(row.prefix(5).map(\.text) == ["a", "中", "", "e\u{301}", "z"])
        #expect(row.prefix(5).map(\.width) == [1, 2, 0, 1, 1])
        #expect(program.screen.lines[0] == "a中e\u{301}z")
        #expect(program.screen.cells(of: "中e\u{301}")?.count == 3)
    }

    @Test("a cell knows its colours and whether it is bold, underlined or reversed")
    func styles() async throws {
        let program = try shell("printf 'a\\033[1;32mbold\\033[0;4;7;44mturned\\033[m'")
        _ = try await program.waitForExit()
        let screen = program.screen
        let plain = try #require(screen.cells(of: "a")?.first)
        let bold = try #require(screen.cells(of: "bold"))
        let turned = try #require(screen.cells(of: "turned"))
        #expect(!plain.isBold && plain.foreground == nil && plain.background == nil)
        #expect(bold.allSatisfy { $0.isBold && $0.foreground == 2 && !$0.isReversed })
        #expect(turned.allSatisfy { $0.isUnderlined && $0.isReversed && $0.background == 4 && !$0.isBold })
    }

    @Test("typed bytes reach the program, and a new size does")
    func typingAndResizing() async throws {
        let program = try shell("trap 'stty size' WINCH; while :; do read line && echo \"<$line>\"; done")
        program.type("grün\r")
        try await program.wait(forText: "<grün>")
        program.resize(rows: 10, columns: 40)
        program.type("\r")
        try await program.wait(forText: "10 40")
        #expect(program.screen.lines.count == 10)
    }

    @Test("the second screen, the cursor and the marking of pastes are told apart from their ends")
    func modesOfTheEmulator() async throws {
        let program = try shell(
            "printf '\\033[?1049h\\033[?25l\\033[?2004hin'; read l; printf '\\033[?2004l\\033[?25h\\033[?1049lout'; read l"
        )
        try await program.wait(forText: "in")
        #expect(program.isAlternateScreen && !program.isCursorShown && program.marksPastes)
        program.type("\r")
        try await program.wait(forText: "out")
        #expect(!program.isAlternateScreen && program.isCursorShown && !program.marksPastes)
    }

    @Test("modes of the terminal that a program leaves behind are seen")
    func modesLeftBehind() async throws {
        let program = try shell("stty -echo; echo changed; read l; stty echo; echo back; read l")
        try await program.wait(forText: "changed")
        #expect(program.modes != program.modesAtStart)
        #expect(program.modes?.isCooked == false)
        program.type("\r")
        try await program.wait(forText: "back")
        #expect(program.modes == program.modesAtStart)
    }

    @Test("a signal's end is told as 128 and its number")
    func signals() async throws {
        let program = try shell("echo ready; exec sleep 900")
        try await program.wait(forText: "ready")
        program.send(signal: SIGTERM)
        #expect(try await program.waitForExit() == 128 + SIGTERM)
    }

    @Test("taking the terminal away hangs the program up")
    func hangUp() async throws {
        let program = try shell("echo ready; exec sleep 900")
        try await program.wait(forText: "ready")
        program.hangUp()
        #expect(try await program.waitForExit() == 128 + SIGHUP)
    }

    @Test("what never comes is told with the screen, and the end of the program with its status")
    func failures() async throws {
        let silent = try shell("echo here; exec sleep 900")
        let late = await #expect(throws: HarnessError.self) {
            try await silent.wait(forText: "there", timeout: 0.5)
        }
        #expect(late?.description.contains("|here ") == true)
        let short = try shell("exit 3")
        let ended = await #expect(throws: HarnessError.self) { try await short.wait(forText: "there") }
        #expect(ended?.description.contains("ended with 3") == true)
        await #expect(throws: HarnessError.self) { try await silent.waitForExit(timeout: 0.2) }
    }

    @Test("a program that ignores every signal is killed when its test is over")
    func hardKill() async throws {
        let program = try shell("trap '' HUP TERM INT; echo $$.; while :; do sleep 1; done")
        try await program.wait(for: "its number") { $0.lines[0].hasSuffix(".") }
        let number = try #require(pid_t(program.screen.lines[0].dropLast()))
        program.end()
        #expect(kill(number, 0) != 0)
    }
}

import Glibc
import TerminalHarness
import TerminalUI
import Testing

@Suite("The terminal, shown") struct TerminalShownTests {
    @Test("a grid is on the second screen in its looks, with the cursor where it says")
    func showing() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        #expect(program.isAlternateScreen && program.marksPastes && !program.isCursorShown)
        #expect(program.modes?.isCooked == false)
        let screen = program.screen
        #expect(screen.lines[0].hasPrefix("size 24 x 80 "))
        #expect(screen.lines[1].hasPrefix("│中e\u{301}│"))
        #expect(screen.cells(of: "size")?.allSatisfy(\.isBold) == true)
        #expect(screen.cells(of: "available")?.allSatisfy { $0.foreground == 2 } == true)
        #expect(screen.cells(of: "error")?.allSatisfy { $0.foreground == 1 && $0.isBold } == true)
        #expect(screen.cells(of: "selected")?.allSatisfy(\.isReversed) == true)
        program.type("a")
        try await program.wait(for: "the cursor behind the line") {
            $0.cursor == Screen.Position(row: 23, column: 5)
        }
    }

    @Test("only what has changed is written")
    func onlyChanges() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        try await program.watch(for: 0.2)
        let before = program.output.count
        let first = try #require(Self.ticks(program.screen))
        try await program.watch(for: 0.5)
        let drawn = try #require(Self.ticks(program.screen)) - first
        #expect(drawn > 0)
        // A whole screen is more than 1000 bytes. On a busy machine the watch takes longer, and sees more drawings.
        #expect(program.output.count - before < 200 * drawn + 200)
    }

    /// The number that the probe draws and counts up.
    private static func ticks(_ screen: Screen) -> Int? {
        screen.lines[1].split(separator: "ticks ").last.flatMap { Int($0.prefix { $0.isNumber }) }
    }

    @Test("with NO_COLOR nothing is coloured, and what is empty is not set")
    func noColour() async throws {
        let without = try probe(extra: ["NO_COLOR": "1"])
        try await without.wait(forText: "ready")
        #expect(without.screen.cells(of: "available")?.allSatisfy { $0.foreground == nil } == true)
        #expect(without.screen.cells(of: "pending")?.allSatisfy(\.isBold) == true)
        let with = try probe(extra: ["NO_COLOR": ""])
        try await with.wait(forText: "ready")
        #expect(with.screen.cells(of: "available")?.allSatisfy { $0.foreground == 2 } == true)
    }

    @Test("where the character set is not UTF-8 only ASCII is written")
    func ascii() async throws {
        let program = try probe(locale: "C")
        try await program.wait(forText: "ready")
        #expect(program.screen.lines[1].hasPrefix("|"))
        #expect(program.output.allSatisfy { $0 < 0x80 })
    }

    @Test(
        "every known type of terminal is drawn on and put back",
        arguments: ["xterm-256color", "screen", "vt100", "linux", "tmux-256color", "rxvt"])
    func types(_ term: String) async throws {
        let program = try probe(term: term)
        try await program.wait(forText: "ready")
        program.type("q")
        #expect(try await program.waitForExit() == 0)
        #expect(program.leftBehind == [])
    }

    @Test(
        "a terminal that cannot be drawn on is named, and left alone",
        arguments: [
            ("dumb", "probe: the terminal type \"dumb\" (TERM) cannot place its cursor"),
            ("no-such", "probe: the terminal type \"no-such\" (TERM) is not known here"),
            ("unknown", "probe: the terminal type \"unknown\" (TERM) is not known here"),
            (nil, "probe: the terminal type is not set (TERM)"),
        ] as [(String?, String)])
    func unusable(_ term: String?, _ message: String) async throws {
        let program = try probe(term: term)
        #expect(try await program.waitForExit() == 2)
        #expect(program.outputText == message + "\r\n")
        #expect(program.leftBehind == [])
    }

    @Test(
        "input or output that is no terminal is named",
        arguments: [
            ("<&- \"$0\"", "standard input"), ("\"$0\" </dev/null", "standard input"),
            ("\"$0\" | cat", "standard output"),
        ])
    func noTerminal(_ script: String, _ stream: String) async throws {
        let command = script.hasPrefix("<&-") ? "\"$0\" <&-" : script
        let program = try TerminalProgram(
            "/bin/sh", arguments: ["-c", command, BuiltProgram.path("TerminalProbe")],
            environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm"])
        _ = try await program.waitForExit()
        #expect(program.outputText == "probe: \(stream) is not a terminal\r\n")
    }

    @Test("a new size is drawn for, down to one cell and back")
    func sizes() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        for (rows, columns) in [(1, 1), (2, 200), (100, 3), (30, 100)] {
            program.resize(rows: rows, columns: columns)
            try await program.watch(for: 0.1)
        }
        try await program.wait(forText: "size 30 x 100")
        #expect(program.screen.lastLine == "ready")
        #expect(!program.isEnded)
    }

    @Test("what a terminal lost while it was small for a moment is written again")
    func smallForAMoment() async throws {
        let program = try probe()
        try await program.wait(forText: "edge")
        program.resize(rows: 24, columns: 30)
        program.resize(rows: 24, columns: 80)
        try await program.wait(forText: "edge")
    }

    @Test("a terminal that knows no size gets 24 rows and 80 columns")
    func noSize() async throws {
        let program = try probe(rows: 0, columns: 0)
        program.resize(rows: 0, columns: 0)
        try await program.watch(for: 0.3)
        #expect(program.outputText.contains("size 24 x 80"))
    }
}

@Suite("The terminal, keys") struct TerminalKeysTests {
    @Test(
        "sequences, a lone Esc, marked pastes and letters of any script come as keys",
        arguments: [
            ("\u{1b}[A", "\(Key.up)"), ("\u{1b}", "\(Key.escape)"), ("\u{1b}Oq", "keypad"), ("ж", "text"),
            ("\u{1b}o", "unknown"), ("\r", "\(Key.enter)"), ("\u{10}", "control"), ("\u{13}", "control"),
        ])
    func keys(_ bytes: String, _ name: String) async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.type(bytes)
        try await program.wait(for: name) { String($0.lines[2].dropFirst(40)).hasPrefix(name.prefix(30)) }
    }

    @Test("a paste is one thing, not its letters")
    func paste() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        program.paste("quit!")
        try await program.wait(forText: "pasted quit!")
    }

    @Test("a flood of keys is answered and ends")
    func flood() async throws {
        let program = try probe()
        try await program.wait(forText: "ready")
        for _ in 0..<200 {
            program.type(String(repeating: "a", count: 100))
            try await program.watch(for: 0.002)
        }
        program.type("q")
        #expect(try await program.waitForExit() == 0)
    }
}

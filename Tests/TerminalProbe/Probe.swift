import Dispatch
import Glibc
import NcursesTerminal
import TerminalUI

/// A program with nothing but a terminal.
@MainActor final class Probe {
    private let terminal: Terminal
    private var keys: [Key] = []
    private var ticks = 0
    private var line: DisplayText = "ready"
    private var timer: (any DispatchSourceTimer)?
    private var looks = 0

    init(terminal: Terminal) {
        self.terminal = terminal
    }

    func start() {
        terminal.onKeys = { [unowned self] in self.received($0) }
        terminal.onResize = { [unowned self] _, _ in self.draw() }
        terminal.onSignal = { [unowned self] number in
            if getenv("PROBE_STAYS") == nil { self.leave(5) }
            self.line = "asked to end by \(Int(number))"
            if getenv("PROBE_LOOKS") != nil { self.lookOn() }
            self.draw()
        }
        guard getenv("PROBE_STILL") == nil else { return draw() }
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.setEventHandler { [unowned self] in self.tick() }
        timer.schedule(deadline: .now(), repeating: .milliseconds(20))
        timer.resume()
        self.timer = timer
        draw()
    }

    /// Looks for keys again and again after the end, as in a flood, and leaves.
    private func lookOn() {
        terminal.takeWaitingKeys()
        looks += 1
        if looks == 8 { leave(7) }
        DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(300)) { [unowned self] in lookOn() }
    }

    private func tick() {
        ticks += 1
        draw()
    }

    private func received(_ keys: [Key]) {
        self.keys = (self.keys + keys).suffix(6)
        for key in keys { obey(key) }
        ticks += 1
        draw()
    }

    private func obey(_ key: Key) {
        switch key {
        case .text("q"): leave(0)
        case .text("!"): abort()
        case .text("x"): exit(4)
        case .text("t"): trap()
        case .paste(let text): line = "pasted \(DisplayText(text))"
        default: break
        }
    }

    private func leave(_ status: Int32) {
        terminal.end(saying: ["left after \(ticks > 0 ? "ticks" : "nothing")"])
        // Whatever was opened since may have the number that the terminal had.
        for _ in 0..<16 { _ = open("/dev/tty", O_WRONLY) }
        terminal.end(saying: ["twice"])
        exit(status)
    }

    /// A trap of the language with a secret at hand.
    private func trap() {
        let secret = Array("hunter2-hunter2-".utf8)
        let index = secret.count + ticks
        line = "\(Int(secret[index]))"
    }

    private func draw() {
        var grid = Grid(rows: terminal.rows, columns: terminal.columns, glyphs: terminal.glyphs)
        grid.put("size \(terminal.rows) x \(terminal.columns)", row: 0, column: 0, style: .title)
        grid.put("edge", row: 0, column: 70)
        grid.put("│中e\u{301}│", row: 1, column: 0)
        for (number, style) in Style.allCases.enumerated() {
            grid.put(DisplayText(String(describing: style)), row: 2 + number, column: 2, style: style)
        }
        if getenv("PROBE_HEAVY") != nil { fill(&grid) }
        grid.put("ticks \(ticks)", row: 1, column: 40, style: .dim)
        for (number, key) in keys.enumerated() {
            grid.put(DisplayText(String(describing: key)), row: 2 + number, column: 40)
        }
        grid.put(line, row: terminal.rows - 1, column: 0, style: .pending)
        grid.cursor = keys.isEmpty ? nil : Grid.Position(row: terminal.rows - 1, column: line.width)
        terminal.show(grid)
    }

    /// A screen that differs from the one before in every cell of its lower half.
    private func fill(_ grid: inout Grid) {
        let letter: DisplayText = ticks % 2 == 0 ? "a" : "b"
        for row in 12..<max(12, grid.rows - 1) {
            grid.fill(row: row, columns: 0..<grid.columns, with: letter)
        }
    }
}

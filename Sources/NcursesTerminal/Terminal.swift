import CNcurses
import Glibc
public import TerminalUI

/// The terminal that the program was started in: shows grids, reports keys, sizes and requests to end.
///
/// Everything happens on the main queue. On every way out the terminal is put back as it was found.
@MainActor public final class Terminal {
    /// The keys of one read, to be answered with one drawing.
    public var onKeys: @MainActor ([Key]) -> Void = { _ in }
    /// The terminal has this many rows and columns now; the screen must be drawn again for them.
    public var onResize: @MainActor (_ rows: Int, _ columns: Int) -> Void = { _, _ in }
    /// The program is asked to end: SIGTERM, SIGINT, or SIGHUP (also for a terminal that is gone). Called once;
    /// another signal ends the process at once with 128 and its number.
    public var onSignal: @MainActor (Int32) -> Void = { _ in }
    /// The program is about to be stopped (Ctrl-Z). What is done here is done before it is.
    public var onStop: @MainActor () -> Void = {}
    /// The program was stopped, and goes on.
    public var onContinued: @MainActor () -> Void = {}

    /// The number of rows.
    public private(set) var rows: Int
    /// The number of columns.
    public private(set) var columns: Int
    /// Which symbols the environment's character set has.
    public let glyphs: Glyphs

    /// Tells of the keys that were pressed meanwhile, as the main queue would do when it is their turn.
    public func takeWaitingKeys() {
        if case .ended = state { return }
        input.readOnce()
    }

    private enum State {
        case running
        /// The terminal takes no output; the newest grid is shown when it does again.
        case behind(Grid)
        case ended
    }

    private var state = State.running
    private var canvas: Canvas
    private var endSignals = EndSignals()
    private let output: TerminalOutput
    private let input: TerminalInput
    private let signals: SignalWatch

    /// Takes the terminal over: the second screen, keys one by one, pastes marked.
    ///
    /// - Throws: A ``TerminalError``, with the terminal as it was; the program cannot be shown and should say why.
    public init() throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(.input) }
        guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(.output) }
        (rows, columns) = Self.size()
        signals = SignalWatch([SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT])
        do {
            try Self.startScreen(rows, columns)
        } catch {
            signals.stop()
            throw error
        }
        glyphs = screen_is_utf8() ? .unicode : .ascii
        canvas = Canvas()
        output = TerminalOutput()
        input = TerminalInput()
        takeOver()
        listen()
    }

    private static func startScreen(_ rows: Int, _ columns: Int) throws(TerminalError) {
        let type = getenv("TERM").map { String(cString: $0) } ?? ""
        switch screen_start(Int32(rows), Int32(columns)) {
        case .SCREEN_STARTED: break
        case .SCREEN_TYPE_UNKNOWN: throw .typeUnknown(type)
        case .SCREEN_TYPE_TOO_SIMPLE: throw .typeTooSimple(type)
        case .SCREEN_NO_DATABASE: throw .noTypeDescriptions
        case .SCREEN_FAILED: throw .noResources
        }
    }

    private func listen() {
        output.onDrained = { [weak self] in self?.caughtUp() }
        input.onKeys = { [weak self] in self?.onKeys($0) }
        input.onEnd = { [weak self] in self?.receivedEndSignal(SIGHUP) }
        signals.onSignal = { [weak self] in self?.received(signal: $0) }
    }

    /// The terminal's size; a terminal that knows none gets that of the first ones. A grid has its own limit.
    private static func size() -> (rows: Int, columns: Int) {
        var rows: Int32 = 24
        var columns: Int32 = 80
        _ = terminal_size(STDOUT_FILENO, &rows, &columns)
        return (min(Int(rows), 1000), min(Int(columns), 1000))
    }
}

// MARK: - Showing

extension Terminal {
    /// Shows a grid; only what has changed is written. While the terminal takes no output the newest one waits.
    public func show(_ grid: Grid) {
        switch state {
        case .running where output.isBehind, .behind: state = .behind(grid)
        case .running:
            canvas.put(grid)
            screen_refresh()
            output.flush()
        case .ended: break
        }
    }

    /// Holds nothing on the screen to be known: the next grid clears it and is written whole.
    public func repaint() {
        screen_forget()
        canvas.forget()
    }

    private func caughtUp() {
        guard case .behind(let grid) = state else { return }
        state = .running
        show(grid)
    }

    /// Puts the terminal back as it was found, prints lines there, and shows nothing more. Doing it again does
    /// nothing.
    ///
    /// The lines go by this way because printing them could wait for ever on a terminal that takes no output.
    public func end(saying lines: [DisplayText] = []) {
        if case .ended = state { return }
        state = .ended
        input.stop()
        signals.stop()
        screen_stop()
        output.send(Self.pasteMarksOff + lines.map { $0.string + "\n" }.joined())
        output.close(milliseconds: Self.patience)
        // What was typed ahead was meant for this program, not for the shell.
        tcflush(STDIN_FILENO, TCIFLUSH)
        terminal_restore_modes()
        rescue_disarm()
    }

    /// How long the last orders wait for a terminal that takes no output, in milliseconds.
    private static let patience: Int32 = 200
    private static let pasteMarksOn = "\u{1b}[?2004h"
    private static let pasteMarksOff = "\u{1b}[?2004l"

    private func takeOver() {
        rescue_arm(output.descriptor)
        _ = terminal_take_modes(STDIN_FILENO)
        output.send(Self.pasteMarksOn)
    }
}

// MARK: - Signals

extension Terminal {
    private func received(signal number: Int32) {
        if case .ended = state { return }
        switch number {
        case SIGWINCH: takeSize()
        case SIGTSTP: suspend()
        case SIGCONT:
            // Whoever had the terminal meanwhile may have left the second screen.
            screen_leave()
            comeBack()
        default: receivedEndSignal(number)
        }
    }

    private func receivedEndSignal(_ number: Int32) {
        switch endSignals.receive(number, at: Self.milliseconds()) {
        case .ask: onSignal(number)
        case .same: break
        case .insist:
            end()
            exit(128 + number)
        }
    }

    private static func milliseconds() -> UInt64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return UInt64(now.tv_sec) &* 1000 &+ UInt64(now.tv_nsec) / 1_000_000
    }

    private func takeSize() {
        (rows, columns) = Self.size()
        screen_resize(Int32(rows), Int32(columns))
        // A terminal that was made small and large again has lost cells, and may have moved others.
        repaint()
        onResize(rows, columns)
    }

    /// Gives the terminal back, stops, and takes it over again when the shell continues the program.
    public func suspend() {
        if case .ended = state { return }
        onStop()
        screen_leave()
        output.send(Self.pasteMarksOff)
        output.finish(milliseconds: Self.patience)
        terminal_restore_modes()
        rescue_disarm()
        terminal_stop_process()
        comeBack()
    }

    /// After a stop of whatever kind, the modes and the screen may be anybody's.
    private func comeBack() {
        takeOver()
        takeSize()
        onContinued()
    }
}

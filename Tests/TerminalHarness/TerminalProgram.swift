import CPtyHarness
import Glibc

/// A real program in a terminal of its own: keys are typed, the screen is read.
///
/// Output is read only inside the `wait` functions, so a test that does not wait is a terminal that is stuck.
/// The program is killed when the value goes away.
public final class TerminalProgram {
    private let master: Int32
    private let child: pid_t
    private let emulator: Emulator
    private var waitStatus: Int32?
    private var isHungUp = false

    /// Every byte that the program wrote.
    public private(set) var output: [UInt8] = []
    /// The modes of the terminal when the program was started.
    public let modesAtStart: TerminalModes

    /// Starts a program; the environment is all that it gets.
    ///
    /// - Throws: `HarnessError.notStarted` when no process could be made. A path that does not exist shows as exit
    ///   status 127.
    public init(
        _ executable: String, arguments: [String] = [], environment: [String: String], rows: Int = 24,
        columns: Int = 80
    ) throws {
        guard let emulator = Emulator(rows: rows, columns: columns) else {
            throw HarnessError.notStarted(executable, ENOMEM)
        }
        self.emulator = emulator
        var master: Int32 = -1
        let words = CStrings([executable] + arguments)
        let settings = CStrings(environment.map { "\($0.key)=\($0.value)" })
        var modes = termios()
        child = pty_start(
            executable, words.pointers, settings.pointers, Int32(rows), Int32(columns), &master, &modes)
        guard child > 0 else { throw HarnessError.notStarted(executable, errno) }
        self.master = master
        modesAtStart = TerminalModes(modes)
    }

    deinit { end() }

    // MARK: What is seen

    /// What the terminal shows, as far as it was read.
    public var screen: Screen { emulator.screen }
    /// The modes of the terminal now; nil after a hang-up.
    public var modes: TerminalModes? { isHungUp ? nil : TerminalModes(descriptor: master) }
    /// Whether the program has the terminal's second screen.
    public var isAlternateScreen: Bool { emulator.isAlternateScreen }
    /// Whether the cursor is to be seen.
    public var isCursorShown: Bool { emulator.isCursorShown }
    /// Whether the terminal reports the mouse.
    public var isMouseReported: Bool { emulator.isMouseReported }
    /// Whether the terminal marks pasted text.
    public var marksPastes: Bool {
        guard let on = output.lastRange(of: Array("\u{1b}[?2004h".utf8)) else { return false }
        guard let off = output.lastRange(of: Array("\u{1b}[?2004l".utf8)) else { return true }
        return on > off
    }
    /// What the program has changed about the terminal and not put back; empty when it is as it was found.
    public var leftBehind: [String] {
        var left: [String] = []
        if let modes, modes != modesAtStart { left.append("modes \(modes) for \(modesAtStart)") }
        if isAlternateScreen { left.append("second screen") }
        if !isCursorShown { left.append("hidden cursor") }
        if marksPastes { left.append("marked pastes") }
        if isMouseReported { left.append("reported mouse") }
        return left
    }
    /// The program's process number.
    public var processNumber: Int32 { child }
    /// The output as text, control characters included.
    public var outputText: String { String(decoding: output, as: UTF8.self) }

    // MARK: What the person does

    /// Types text, each character as the bytes of its key.
    public func type(_ text: String) { type(bytes: Array(text.utf8)) }

    /// Types bytes.
    public func type(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, !isHungUp {
            let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Pastes text, marked as the terminal does when the program has asked for it.
    public func paste(_ text: String) {
        type(marksPastes ? "\u{1b}[200~" + text + "\u{1b}[201~" : text)
    }

    /// Changes the size of the terminal.
    public func resize(rows: Int, columns: Int) {
        emulator.resize(rows: rows, columns: columns)
        pty_resize(master, Int32(rows), Int32(columns))
    }

    /// Sends a signal to the program.
    public func send(signal: Int32) {
        if waitStatus == nil { kill(child, signal) }
    }

    /// Sends a signal to the process group that has the terminal: a program started by a shell.
    public func sendToForeground(signal: Int32) {
        let group = pty_foreground(master)
        if group > 1 { kill(-group, signal) }
    }

    /// Takes the terminal away, as a closed window does.
    public func hangUp() {
        guard !isHungUp else { return }
        isHungUp = true
        close(master)
    }

    /// Kills the program and everything that has its terminal; for when nothing else has ended it.
    public func end() {
        if waitStatus == nil {
            sendToForeground(signal: SIGKILL)
            kill(-child, SIGKILL)
            kill(child, SIGKILL)
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            waitStatus = status
        }
        hangUp()
    }

    // MARK: Waiting

    /// Reads the terminal until the condition holds.
    ///
    /// - Parameter timeout: seconds.
    /// - Throws: `HarnessError.notSeen` with the screen when it never held, `ended` when the program ended first.
    public func wait(
        for what: String, timeout: Double = 15, until isSeen: (Screen) -> Bool
    ) async throws {
        let start = ContinuousClock.now
        while true {
            let ended = isEnded
            drain()
            let screen = emulator.screen
            if isSeen(screen) { return }
            if ended { throw HarnessError.ended(waitStatus.map(pty_exit_status) ?? 0, what, screen) }
            guard ContinuousClock.now - start < .seconds(timeout) else {
                throw HarnessError.notSeen(what, screen)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Reads the terminal until one of its rows shows the text.
    public func wait(forText text: String, timeout: Double = 15) async throws {
        try await wait(for: text, timeout: timeout) { $0.shows(text) }
    }

    /// Reads the terminal for a while, whatever comes.
    public func watch(for seconds: Double) async throws {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(seconds) {
            drain()
            try await Task.sleep(for: .milliseconds(5))
        }
        drain()
    }

    /// Reads the terminal until the program has ended.
    ///
    /// - Returns: the exit status, or 128 and the number of the signal that ended it.
    /// - Throws: `HarnessError.stillRunning` when it did not end in time.
    public func waitForExit(timeout: Double = 15) async throws -> Int32 {
        let start = ContinuousClock.now
        while !isEnded {
            drain()
            guard ContinuousClock.now - start < .seconds(timeout) else {
                throw HarnessError.stillRunning(emulator.screen)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        drain()
        return waitStatus.map(pty_exit_status) ?? 0
    }

    /// Whether the program has ended; asking does not wait.
    public var isEnded: Bool {
        if waitStatus != nil { return true }
        var status: Int32 = 0
        guard waitpid(child, &status, WNOHANG) == child else { return false }
        waitStatus = status
        return true
    }

    private func drain() {
        var bytes = [UInt8](repeating: 0, count: 65536)
        while !isHungUp {
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { return }
            output += bytes[..<count]
            type(bytes: emulator.take(bytes[..<count]))
        }
    }
}

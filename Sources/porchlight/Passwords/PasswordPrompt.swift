import Glibc
import TerminalUI

/// Asks for a password at the terminal, without showing it.
enum PasswordPrompt {
    /// The password; nil when there is no terminal, or nothing was typed.
    static func ask(_ prompt: String) -> Secret? {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        var silent = before
        // Without signals from the keys, so that nothing ends or stops the program while the terminal shows nothing.
        silent.c_lflag &= ~tcflag_t(ECHO | ISIG)
        guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { return nil }
        defer { tcsetattr(terminal, TCSAFLUSH, &before) }
        Descriptor.write(DisplayText(prompt).string, to: terminal)
        let line = readLine(from: terminal)
        Descriptor.write("\n", to: terminal)
        return line.isEmpty ? nil : Secret(utf8: line)
    }

    /// One line without its end; a terminal gives whole lines. Nothing when Ctrl-C is in it.
    private static func readLine(from descriptor: Int32) -> [UInt8] {
        var line = [UInt8](repeating: 0, count: 1024)
        defer { for place in line.indices { line[place] = 0 } }
        let count = line.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        let typed = line.prefix(max(0, count))
        return typed.contains(3) ? [] : Array(typed.prefix { $0 != UInt8(ascii: "\n") })
    }
}

import Glibc
import SASL
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
        return line
    }

    /// One line; a terminal gives whole lines. Nil when it is empty, no text, or Ctrl-C is in it.
    private static func readLine(from descriptor: Int32) -> Secret? {
        var typed = PasswordRoom(size: 1024)
        guard typed.read(descriptor) else { return nil }
        return typed.withFirstLine { $0.isEmpty || $0.contains(3) ? nil : Secret(utf8: $0) }
    }
}

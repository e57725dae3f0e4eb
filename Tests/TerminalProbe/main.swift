import Dispatch
import Glibc
import NcursesTerminal
import TerminalUI

// Shows the terminal room's work without a messenger: the size, the last keys, a counter, wide and marked text.
CrashGuard.install()
do {
    let probe = Probe(terminal: try Terminal())
    probe.start()
    withExtendedLifetime(probe) { dispatchMain() }
} catch {
    var line = "probe: \(error)\n"
    line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(2)
}

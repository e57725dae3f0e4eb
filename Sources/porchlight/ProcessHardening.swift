import CProcess
import Glibc

/// Keeps passwords out of crash reports and memory images.
///
/// Applied first thing in `main`. The order matters: the terminal's shell installs its own handlers later, which
/// restore the terminal, set the signal to its default again and raise it; applied after that, this would take
/// them away.
enum ProcessHardening {
    /// Forbids memory images, and gives back to the system the signals for which the Swift runtime prints a
    /// report: that report shows the memory behind every register.
    static func apply() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // A failure cannot be mended here and leaves what was there before; each measure works without the others.
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = cprocess_forbid_dumps()
        for number in crashSignals {
            _ = signal(number, SIG_DFL)
        }
    }

    /// The signals of a crash.
    static let crashSignals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGQUIT]
}

import CNcurses

/// What happens to the terminal and to memory when the program crashes.
public enum CrashGuard {
    /// To be called first thing in the process: from then on a crash puts the terminal back and ends the process by
    /// its signal, without a core file and without the language's own report, which prints memory.
    public static func install() {
        rescue_install()
    }
}

import CNcurses

/// What happens to the terminal when the program crashes.
public enum CrashGuard {
    /// To be called before the terminal is taken over: from then on a crash puts it back and ends the process by its
    /// signal, without the language's own report, which prints memory.
    public static func install() {
        rescue_install()
    }
}
